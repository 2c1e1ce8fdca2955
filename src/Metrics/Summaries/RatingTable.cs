using Metrics.Cube;
using Metrics.Folding;

namespace Metrics.Summaries;

/// <summary>The table <c>ratings</c> (好评): every rating of an accepted case.</summary>
static class RatingTable
{
    internal static Table Of(RunResult run)
    {
        var cells = run.Cells.Ratings.Copy();
        RollUp.Periods(cells);
        RollUp.Over(cells, RatingKey.Channel);
        RollUp.Over(cells, RatingKey.Department);
        RollUp.Over(cells, RatingKey.District);
        var table = new CellTable("ratings", "period,district,department,channel",
            "rated,very_satisfied,satisfied,fairly_satisfied,dissatisfied,very_dissatisfied,good_rate",
            KeyColumn.District(RatingKey.District), KeyColumn.Of(RatingKey.Department, run.Reference.Catalogue.Departments),
            KeyColumn.Channel(RatingKey.Channel));
        return table.Of(cells, (row, place) =>
        {
            var cell = cells[place];
            var good = cell.VerySatisfied + cell.Satisfied + cell.FairlySatisfied;
            var rated = good + cell.Dissatisfied + cell.VeryDissatisfied;
            row.Count(rated);
            row.Count(cell.VerySatisfied);
            row.Count(cell.Satisfied);
            row.Count(cell.FairlySatisfied);
            row.Count(cell.Dissatisfied);
            row.Count(cell.VeryDissatisfied);
            row.Rate(good, rated);
        });
    }
}
