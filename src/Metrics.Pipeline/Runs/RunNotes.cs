using System.Text;
using Metrics.Pipeline.Account;

namespace Metrics.Pipeline.Runs;

/// <summary>The notes of a run as its row holds them: the first, as many and as long as there is room for. The receipts tell the rest.</summary>
static class RunNotes
{
    const int MostShown = 50;
    // Enough for a log's longest name and its refusal in two languages.
    const int Longest = 2048;

    internal static string Json(IEnumerable<string> notes)
    {
        var shown = new List<string>();
        var room = RowText.MostCharacters - "[]".Length;
        foreach (var note in notes.Take(MostShown).Select(n => n.Cut(Longest)))
        {
            room -= Text(note).Length + ",".Length;
            if (room < 0)
                break;
            shown.Add(note);
        }
        return Text(shown);
    }

    static string Text<T>(T value) => Encoding.UTF8.GetString(StoredJson.Bytes(value));
}
