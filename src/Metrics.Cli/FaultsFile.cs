using System.Globalization;
using System.Text;
using Metrics.CaseLogs;
using Metrics.Cases;
using Metrics.Events;
using Metrics.Evidence;
using Metrics.Files;
using Metrics.Folding;

namespace Metrics.Cli;

/// <summary>Every warning with the case and the line that gave it, as CSV: the columns of the evidence's <c>faults</c> (contract 9). For any thread.</summary>
sealed class FaultsFile(string path, IReadOnlyList<LogFile> files)
{
    readonly List<GivenWarning> _given = [];

    internal void Add(GivenWarning warning)
    {
        lock (_given)
            _given.Add(warning);
    }

    /// <summary>By code, case, then event order.</summary>
    internal void Write(RunResult run)
    {
        using var to = new StreamWriter(path, append: false, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false)) { NewLine = "\n" };
        to.WriteLine("code,case_id,event,at,source,file,line");
        foreach (var given in _given.OrderBy(g => Code(g.Warning), StringComparer.Ordinal).ThenBy(g => g.CaseId, Utf8Order.Instance)
            .ThenBy(g => g.At).ThenBy(g => g.Event).ThenBy(g => g.File).ThenBy(g => g.Line))
        {
            to.WriteLine(Row(given));
        }
        if (run.Provisional is not null)
            to.WriteLine($"{Code(Warning.ProvisionalCalendar)},,,,,,");
    }

    string Row(GivenWarning given) => string.Join(',', Code(given.Warning), CsvText.Field(given.CaseId), EventWords.Of(given.Event),
        new DateTime(given.At).ToString("yyyy-MM-ddTHH:mm:ss.FFFFFFF", CultureInfo.InvariantCulture), CsvText.Field(files[given.File].Source),
        CsvText.Field(files[given.File].Name), given.Line.ToString(CultureInfo.InvariantCulture));

    static string Code(Warning warning) => Warnings.Codes[(int)warning];
}
