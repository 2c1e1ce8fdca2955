using Metrics.Cli.Generate.Faults;
using Metrics.Events;

namespace Metrics.Cli.Generate.Logs;

/// <summary>Breaks a copy of a good line, so that the case itself stays whole.</summary>
static class BrokenLine
{
    /// <summary>Breaks the line's values in place. A <see cref="Fault.BadRow"/> keeps its values; it is broken as it is written.</summary>
    /// <param name="number">Number of the broken line among those with its fault: chooses the way.</param>
    public static void Break(LogLine line, Fault fault, Vocabulary words, long number)
    {
        switch (fault)
        {
            case Fault.BadEncoding:
                line.Set(Column.Applicant, [0xFF, 0xFF]);
                break;
            case Fault.MissingField:
                line.Set(number % 3 == 0 ? Column.CaseId : number % 3 == 1 ? Column.Event : Column.At, []);
                break;
            case Fault.TooLong:
                Digits.Fill(line.Room(Column.CaseId, 65), (int)(number % 1000));
                break;
            case Fault.SpoiltId:
                line.Set(Column.CaseId, number % 2 == 0 ? "3.30106E+19"u8 : "33010620190305000000.0"u8);
                break;
            case Fault.BadResult:
                line.Set(Column.Event, words.Word(EventKind.Decided));
                line.Set(Column.Result, words.Encode("待定"));
                break;
            case Fault.BadRow:
                break;
            default:
                var (column, value) = WrongValue(fault);
                line.Set(column, words.Encode(value));
                break;
        }
    }

    static (Column, string) WrongValue(Fault fault) => fault switch
    {
        Fault.UnknownEvent => (Column.Event, "归档"),
        Fault.BadTime => (Column.At, "02-30 10:00"),
        Fault.BadDistrict => (Column.District, "杭州市"),
        Fault.BadChannel => (Column.Channel, "微信"),
        Fault.BadDays => (Column.Days, "0"),
        Fault.BadRating => (Column.Rating, "6"),
        Fault.BadFlag => (Column.Deleted, "作废"),
        Fault.UnknownItem => (Column.ItemCode, "XK-99999-01"),
        Fault.UnknownPolicy => (Column.Policy, "special_zone"),
        _ => throw new InvalidOperationException($"{fault} is not a wrong value"),
    };
}
