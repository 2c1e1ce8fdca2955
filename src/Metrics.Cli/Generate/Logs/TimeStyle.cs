namespace Metrics.Cli.Generate.Logs;

/// <summary>How a system writes its times (contract 1.3); all say the same moment, to the second.</summary>
enum TimeStyle
{
    /// <summary><c>2019-03-05 09:12:33</c></summary>
    Iso,
    /// <summary><c>2019-03-05T09:12:33+08:00</c></summary>
    Offset,
    /// <summary><c>2019/3/5 9:12:33</c></summary>
    Slashes,
    /// <summary><c>20190305091233</c></summary>
    Compact,
    /// <summary><c>2019-03-05T01:12:33Z</c></summary>
    Utc,
    /// <summary><c>2019.3.5 9:12:33.0</c></summary>
    Points,
    /// <summary><c>2019年3月5日9时12分33秒</c></summary>
    Characters,
    /// <summary><c>2019年3月5日 09:12:33</c></summary>
    CharactersAndColons,
    /// <summary><c>2019-3-5 下午 1:12:33</c></summary>
    HalfDays,
    /// <summary><c>2019/3/5 1:12:33 PM</c></summary>
    AmPm,
    /// <summary><c>20190305T091233+0800</c></summary>
    CompactOffset,
    /// <summary><c>1551748353000</c>: milliseconds since 1970, UTC.</summary>
    Milliseconds,
    /// <summary><c>43529.3837152778</c>: a spreadsheet's days.</summary>
    SpreadsheetDays,
}
