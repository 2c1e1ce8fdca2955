using System.Text;
using Metrics.Files;
using Metrics.Mappings;

namespace Metrics.Proposing;

/// <summary>The headers and words of other systems that are known, beside the contract's: the data files of this room.</summary>
static class Vocabulary
{
    static readonly (string Header, string Means)[] _headers =
        [.. Rows("headers.csv", ["means"], ["header"]).Select(r => (r[1], r[0]))];

    static readonly Dictionary<(string Column, string Word), string> _words =
        Rows("words.csv", ["column"], ["word"], ["means"]).ToDictionary(r => (r[0], r[1]), r => r[2]);

    static IReadOnlyList<TableRow> Rows(string file, params string[][] names)
    {
        using var data = typeof(Vocabulary).Assembly.GetManifestResourceStream("Metrics.Proposing.Data." + file)!;
        var bytes = new byte[data.Length];
        data.ReadExactly(bytes);
        return FileTable.Read(bytes, new(file, file), new ColumnNames(names, [.. Enumerable.Range(0, names.Length)]));
    }

    /// <summary>What a header means; a header that only holds a known one, the longest, is a guess.</summary>
    public static HeaderMeaning Of(string header)
    {
        if (Columns.Of(Encoding.UTF8.GetBytes(header)) is { } column)
            return new(column.Name(), IsSure: true, Rank: -1);
        var name = Plain(header);
        if (Array.FindIndex(_headers, h => h.Header == name) is >= 0 and var exact)
            return new(_headers[exact].Means, IsSure: true, exact);
        var part = _headers.Index().Where(h => h.Item.Header.Length > 2 && name.Contains(h.Item.Header, StringComparison.Ordinal))
            .OrderByDescending(h => h.Item.Header.Length).FirstOrDefault();
        return part.Item.Means is { } means ? new(means, IsSure: false, part.Index) : HeaderMeaning.None;
    }

    /// <summary>Without what stands in brackets at its end; a date is a time.</summary>
    static string Plain(string header)
    {
        var bracket = header.IndexOfAny(['（', '(']);
        return (bracket > 0 ? header[..bracket] : header).Trim().Replace("日期", "时间", StringComparison.Ordinal);
    }

    /// <summary>What a word of another system means in a contract column; null: it is not known.</summary>
    public static string? Word(string column, string word) => _words.GetValueOrDefault((column, word));
}

/// <summary>What a header means.</summary>
/// <param name="Means">
/// A contract column; or an event, of which the column has the times; or <c>status</c>, words that tell an acceptance from a
/// refusal; or <c>none</c>: known, and not read.
/// </param>
/// <param name="IsSure">The header itself is known.</param>
/// <param name="Rank">Of two headers that mean the same the lower one is the better; the contract's own have -1.</param>
readonly record struct HeaderMeaning(string Means, bool IsSure, int Rank)
{
    public static HeaderMeaning None { get; } = new("", IsSure: false, int.MaxValue);
}
