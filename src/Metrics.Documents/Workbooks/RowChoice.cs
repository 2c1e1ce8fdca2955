using Metrics.Documents.Published;

namespace Metrics.Documents.Workbooks;

/// <summary>Which rows of a table its sheet shows: all of them, or of a table that a sheet has no room for those that say most.</summary>
/// <param name="Note">What is left out; null: nothing is.</param>
sealed record RowChoice(Func<PublishedRow, bool> Takes, int Rows, Bilingual? Note)
{
    /// <param name="room">Rows that a sheet has room for, below its header.</param>
    internal static async Task<RowChoice> OfAsync(PublishedTable table, int room, CancellationToken stop)
    {
        var (hasPeriods, hasItems) = (table.Columns.Contains("period"), table.Columns.Contains("item_code"));
        bool IsYear(PublishedRow row) => !hasPeriods || row["period"].Length == 4;
        bool IsAllItems(PublishedRow row) => !hasItems || row["item_code"] == "*";
        bool IsEither(PublishedRow row) => hasPeriods && IsYear(row) || hasItems && IsAllItems(row);
        bool IsBoth(PublishedRow row) => IsYear(row) && IsAllItems(row);

        var (all, either, both) = (0, 0, 0);
        await foreach (var row in table.RowsAsync(stop))
        {
            all++;
            either += IsEither(row) ? 1 : 0;
            both += IsBoth(row) ? 1 : 0;
        }
        return all <= room ? new(_ => true, all, null)
            : either > 0 && either < room ? new(IsEither, either, Left(all, "rows of years and rows of all items (*)", "年度行和全部事项（*）行"))
            : both < room ? new(IsBoth, both, Left(all, "rows of years of all items (*)", "全部事项（*）的年度行"))
            : new(IsBoth, room - 1, Left(all, $"the first {room - 1} of those rows of years of all items (*)", $"全部事项（*）年度行的前{room - 1}行"));
    }

    static Bilingual Left(int all, string shown, string shownZh) => new(
        $"本表共{all}行，超过一个工作表的容量，此处仅列{shownZh}；全部见同名CSV文件。",
        $"The table has {all} rows, more than a sheet can hold: here are its {shown}; the CSV file of the same name has all.");
}
