using System.Text;

namespace Metrics.Events;

/// <summary>The order of events (contract 3): at, rank, event id with none first, canonical content; texts as UTF-8 bytes.</summary>
static class EventOrder
{
    const byte Separator = 0x1F;

    static readonly byte[][] _channels = Utf8(EventWords.Channels);
    static readonly byte[][] _results = Utf8(EventWords.Results);
    static readonly byte[][] _reasons = Utf8(EventWords.Reasons);
    static readonly byte[][] _kinds = Utf8(EventWords.Kinds);

    internal static int Compare(CaseRecords records, in CaseLine a, in CaseLine b)
    {
        if (a.At != b.At)
            return a.At.CompareTo(b.At);
        if (a.Kind != b.Kind)
            return a.Kind.CompareTo(b.Kind);
        var x = records[a];
        var y = records[b];
        return CompareIdentity(x, y);
    }

    /// <summary>Of two events of one kind at one moment.</summary>
    internal static int CompareIdentity(EventRecord a, EventRecord b)
    {
        // Lines sent again, and cases kept in several versions: nothing has to be written out.
        if (a.SameContent(b))
            return 0;
        var byId = a.EventId.CompareTo(b.EventId);
        return byId != 0 ? byId : Content(a).AsSpan().SequenceCompareTo(Content(b));
    }

    /// <summary>Event order within a case whose lines are few and mostly in order already.</summary>
    internal static void Sort(CaseRecords records, Span<CaseLine> lines)
    {
        if (lines.Length > 64)
        {
            SortMany(records, lines);
            return;
        }
        for (var i = 1; i < lines.Length; i++)
        {
            var line = lines[i];
            var at = i;
            for (; at > 0 && line.At <= lines[at - 1].At && Compare(records, line, lines[at - 1]) < 0; at--)
                lines[at] = lines[at - 1];
            lines[at] = line;
        }
    }

    // On its own, since what the comparison holds on to is allocated where it is made.
    static void SortMany(CaseRecords records, Span<CaseLine> lines) => lines.Sort((a, b) => Compare(records, a, b));

    /// <summary>The canonical content (contract 1.2): the used fields in the order of the columns, without the event id.</summary>
    internal static byte[] Content(EventRecord e)
    {
        var content = new MemoryStream();
        content.Write(e.CaseId.ToUtf8());
        Add(content, _kinds[(int)e.Kind]);
        Add(content, Encoding.ASCII.GetBytes(TimeOf(e.At)));
        Add(content, e.ItemCode);
        Add(content, e.Policy);
        Add(content, e.District.IsMissing ? [] : Number(e.District.Code));
        Add(content, _channels[(int)e.Channel]);
        Add(content, e.Stage);
        Add(content, e.Stages);
        Add(content, _results[(int)e.Result]);
        Add(content, _reasons[(int)e.Reason]);
        Add(content, e.Kind == EventKind.Extended ? Number(e.Number) : []);
        Add(content, e.ProjectCode);
        Add(content, e.Kind == EventKind.Rated ? Number(e.Number) : []);
        return content.ToArray();
    }

    static string TimeOf(long at) =>
        new DateTime(at).ToString("yyyy-MM-dd'T'HH:mm:ss.fffffff", System.Globalization.CultureInfo.InvariantCulture);

    static byte[] Number(int number) => Encoding.ASCII.GetBytes(number.ToString(System.Globalization.CultureInfo.InvariantCulture));

    static void Add(MemoryStream content, ReadOnlySpan<byte> field)
    {
        content.WriteByte(Separator);
        content.Write(field);
    }

    static byte[][] Utf8(IReadOnlyList<string> words) => [.. words.Select(Encoding.ASCII.GetBytes)];
}
