namespace Metrics.Calendars;

/// <summary>The notices and layers that a run may use: the shipped ones, and what a city adds. Immutable; only records that fit together get in.</summary>
public sealed class CalendarRecords
{
    static readonly CalendarRecords _empty = new([], []);

    CalendarRecords(IReadOnlyList<Notice> notices, IReadOnlyList<Layer> layers) => (Notices, Layers) = (notices, layers);

    /// <summary>The State Council's notices from 2004 and the layers that ship.</summary>
    public static CalendarRecords Shipped { get; } = ReadShipped();

    public IReadOnlyList<Notice> Notices { get; }
    public IReadOnlyList<Layer> Layers { get; }

    /// <summary>These records and those of a file. A notice with a number that is here already replaces it; layers come after all others.</summary>
    /// <param name="name">The file's name, for errors.</param>
    /// <param name="json">The format of <c>docs/calendar.md</c>, UTF-8.</param>
    /// <exception cref="RefusedException">The file is refused: nothing of it is used.</exception>
    public CalendarRecords With(string name, ReadOnlySpan<byte> json)
    {
        var (notices, layers) = CalendarFile.Read(name, json);
        var numbers = notices.Select(n => n.Number).ToHashSet(StringComparer.Ordinal);
        Notice[] all = [.. Notices.Where(n => !numbers.Contains(n.Number)), .. notices];
        NoticeRules.Check(name, all);
        return new(all, [.. Layers, .. layers]);
    }

    /// <inheritdoc cref="With(string, ReadOnlySpan{byte})"/>
    public CalendarRecords With(string name, Stream json)
    {
        using var bytes = new MemoryStream();
        json.CopyTo(bytes);
        return With(name, bytes.GetBuffer().AsSpan(0, (int)bytes.Length));
    }

    static CalendarRecords ReadShipped()
    {
        const string name = "cn-records.json";
        using var stream = typeof(CalendarRecords).Assembly.GetManifestResourceStream($"Metrics.Calendars.Data.{name}")
            ?? throw new InvalidOperationException($"the assembly has no resource {name}");
        return _empty.With(name, stream);
    }
}
