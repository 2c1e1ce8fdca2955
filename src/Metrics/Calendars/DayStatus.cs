using System.Globalization;

namespace Metrics.Calendars;

/// <summary>Why a day is worked or not.</summary>
public enum DayKind
{
    /// <summary>A Monday to Friday, worked (工作日).</summary>
    Weekday,
    /// <summary>A Saturday or Sunday, not worked (周末); it may belong to a holiday.</summary>
    Weekend,
    /// <summary>A Monday to Friday that a notice sets off (放假).</summary>
    DayOff,
    /// <summary>A Saturday or Sunday that a notice sets to work (调休上班).</summary>
    MakeUpDay,
    /// <summary>A day that a regional layer sets off (地方放假).</summary>
    LayerOff,
    /// <summary>A day that a regional layer sets to work (地方上班).</summary>
    LayerWork,
}

/// <summary>A day's kind and the notice or layer it rests on.</summary>
/// <param name="Name">The holiday's name in Chinese, as its notice or layer gives it; null where none speaks.</param>
/// <param name="Record">The notice or layer that decides the day; null where the weekday pattern does.</param>
/// <param name="Provisional">No notice of the day's year is known: the weekday pattern, never a silent guess.</param>
public readonly record struct DayStatus(Day Day, DayKind Kind, string? Name, CalendarRecord? Record, bool Provisional)
{
    public bool Working => Kind is DayKind.Weekday or DayKind.MakeUpDay or DayKind.LayerWork;

    /// <summary>For example <c>make-up day (春节, 国办发明电〔2018〕15号)</c>.</summary>
    public string English => Text(Kind switch
    {
        DayKind.Weekday => "working day",
        DayKind.Weekend => "weekend",
        DayKind.DayOff => "day off",
        DayKind.MakeUpDay => "make-up day",
        DayKind.LayerOff => "regional day off",
        _ => "regional working day",
    }, Provisional ? ", provisional" : "");

    /// <summary>The same in Chinese.</summary>
    public string Chinese => Text(Kind switch
    {
        DayKind.Weekday => "工作日",
        DayKind.Weekend => "周末",
        DayKind.DayOff => "放假",
        DayKind.MakeUpDay => "调休上班",
        DayKind.LayerOff => "地方放假",
        _ => "地方上班",
    }, Provisional ? "，暂定" : "");

    string Text(string kind, string ending) =>
        Record is null ? kind + ending : string.Create(CultureInfo.InvariantCulture, $"{kind} ({Name}, {Record.Title}){ending}");
}

/// <summary>What a notice or layer says of one day.</summary>
readonly record struct DayRule(bool Worked, string Name, CalendarRecord Record)
{
    public DayKind Kind(Day day) => (Record is Layer, Worked) switch
    {
        (true, true) => DayKind.LayerWork,
        (true, false) => DayKind.LayerOff,
        (false, true) => Weekdays.IsWeekday(day) ? DayKind.Weekday : DayKind.MakeUpDay,
        (false, false) => Weekdays.IsWeekday(day) ? DayKind.DayOff : DayKind.Weekend,
    };
}
