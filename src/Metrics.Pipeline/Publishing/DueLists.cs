using System.Globalization;
using System.Text;
using Metrics.Documents;
using Metrics.Documents.Evidence;
using Metrics.Documents.Workbooks;
using Metrics.Evidence;
using Metrics.Pipeline.Account;

namespace Metrics.Pipeline.Publishing;

/// <summary>
/// What each department must end soon, or should have ended (contract 9): <c>due/{as_of}/{department}.xlsx</c> in the container
/// <c>evidence</c>.
/// </summary>
public sealed class DueLists(DataAccount account, EvidenceStore evidence)
{
    const int MostLetters = 60;

    const string Table = EvidenceStore.CasesName;
    const string Department = "department";

    static readonly EvidenceQuestion _dueSoon = EvidenceQuestion.Read(Table, EvidenceTables.StatesDueSoon.Select(s => ("state", s)));

    static readonly string[] _columns =
        ["case_id", "item_code", Department, "district", "channel", "accepted", "limit", "extension", "net", "due", "state"];

    /// <summary>Rows of all lists together, some 500 bytes of memory each: those due first. The door tells the rest.</summary>
    internal int MostRows { get; init; } = 100_000;

    /// <summary>Writes the lists of a publication, each once: of two runs of the same day the first one's stay.</summary>
    /// <returns>Why lists are missing; null: none is.</returns>
    internal async Task<string?> TryWriteAsync(string publication, DateOnly asOf, CancellationToken stop)
    {
        try
        {
            return await WriteAsync(publication, asOf, stop) ? null
                : "more cases are due soon than the lists have room for; the door tells them all (即将到期的办件超出清单容量，全部可通过接口查询。)";
        }
        catch (Exception e) when (e is DamagedBlobException or RefusedException)
        {
            return $"the lists of what is due soon are not whole: {e.Message} (即将到期清单不完整。)";
        }
    }

    /// <returns>Whether the lists have all that is due soon.</returns>
    async Task<bool> WriteAsync(string publication, DateOnly asOf, CancellationToken stop)
    {
        var cases = await evidence.OpenDueSoonAsync(publication, stop);
        var due = await cases.AskAsync(_dueSoon, after: null, MostRows, _columns, stop);
        var place = due.Columns.TakeWhile(c => c.Name != Department).Count();
        foreach (var rows in due.Rows.GroupBy(r => r[place] ?? ""))
        {
            await using var file = TemporaryFile.Open();
            await EvidenceForms.WriteWorkbookAsync(due with { Rows = [.. rows] }, Table, file, asOf, stop);
            await account.Evidence.TryWriteOnceAsync(NameOf(asOf, rows.Key), file, Workbook.ContentType, stop);
        }
        return due.Last is null;
    }

    /// <summary>
    /// Letters and digits stay; a name in which anything else stood, or that is cut, ends with the start of its hash, so that no two
    /// departments share a blob.
    /// </summary>
    internal static string NameOf(DateOnly asOf, string department)
    {
        var safe = string.Concat(department.Take(MostLetters).Select(c => char.IsLetterOrDigit(c) ? c : '_'));
        if (safe != department || safe.Length == 0)
            safe += "-" + WriteOnce.HashOf(Encoding.UTF8.GetBytes(department))[..12];
        return string.Create(CultureInfo.InvariantCulture, $"due/{asOf:yyyy-MM-dd}/{safe}.xlsx");
    }
}
