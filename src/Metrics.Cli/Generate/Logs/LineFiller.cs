using System.Text;
using Metrics.Cli.Generate.Cases;
using Metrics.Cli.Generate.City;
using Metrics.Events;

namespace Metrics.Cli.Generate.Logs;

/// <summary>Makes a line of an event, in the dialect of a system.</summary>
sealed class LineFiller
{
    const int CaseIdLength = 20;
    /// <summary>Digits that a spreadsheet keeps of a number.</summary>
    const int MostExactDigits = 15;

    readonly Dialect _dialect;
    readonly TimeText _time;
    readonly DateOnly _first;
    readonly byte[][] _items;
    readonly byte[][] _districts;
    readonly byte[][] _policies;

    public LineFiller(Dialect dialect, CityYear year, CityCatalogue catalogue)
    {
        _dialect = dialect;
        _time = new(dialect.Time, dialect.Words, year);
        _first = year.Date(0);
        _items = [.. catalogue.Items.Select(i => dialect.Words.Encode(dialect.ItemNames ? i.Name : i.Code))];
        _districts = [.. CityDistrict.All.Select(d => Encoding.ASCII.GetBytes($"{d.Code}".PadRight(dialect.DistrictDigits, '0')))];
        _policies = [[], .. ProjectKind.All.Select(k => Encoding.ASCII.GetBytes(k.Policy))];
    }

    public void Fill(LogLine line, in PlannedEvent e, in Sending sending)
    {
        line.Clear();
        Span<byte> id = stackalloc byte[CaseIdLength];
        FillCaseId(id, e);
        SetIdentifier(line, Column.CaseId, id);
        if (HasEventId(e.Kind, sending.Variety))
            SetIdentifier(line, Column.EventId, EventId(id, sending.EventId));
        line.Set(Column.Event, _dialect.Words.Event(e.Kind, e.Value));
        if (e.DateAlone)
            _time.FillDate(line, Column.At, e.Day);
        else
            _time.Fill(line, Column.At, e.Day, e.Second);
        if (_dialect.Versions)
            FillVersion(line, sending);
        if (_dialect.Context || e.Kind is EventKind.Accepted or EventKind.Refused)
        {
            line.Set(Column.ItemCode, _items[e.Item]);
            line.Set(Column.District, _districts[e.District]);
        }
        if (e.Kind == EventKind.Accepted)
            FillAcceptance(line, e, _dialect.ChannelAlways || sending.Elsewhere || e.Channel == Channel.Other || (sending.Variety & 0x700) != 0);
        else
            FillDetail(line, e);
        if (e.Kind is EventKind.Received or EventKind.Accepted or EventKind.Visited or EventKind.Rated)
            FillApplicant(line, e.Case);
    }

    /// <summary>The queue machine and the rating system give no event ids; the departments' systems give them in three of four lines.</summary>
    public static bool HasEventId(EventKind kind, ulong variety) =>
        kind is not (EventKind.Visited or EventKind.Rated) && (kind != EventKind.DepartmentAccepted || (variety & 3) != 0);

    /// <summary>Division, day on which the case began, number in the year: 20 digits.</summary>
    void FillCaseId(Span<byte> into, in PlannedEvent e)
    {
        Digits.Fill(into[..6], CityDistrict.All[e.District].Code);
        Digits.Fill(into[6..12], _time.Date(e.CaseDay));
        Digits.Fill(into[12..], e.Case);
    }

    /// <summary>Ten digits; a number of the day without its leading zeros.</summary>
    ReadOnlySpan<byte> EventId(Span<byte> into, long id)
    {
        var text = into[..10];
        Digits.Fill(text[..8], (int)(id / 100));
        Digits.Fill(text[8..], (int)(id % 100));
        return _dialect.DayNumbers ? text[text.IndexOfAnyExcept((byte)'0')..] : text;
    }

    void SetIdentifier(LogLine line, Column column, ReadOnlySpan<byte> digits)
    {
        if (_dialect.Identifiers == IdentifierForm.Bare)
        {
            line.Set(column, digits);
            return;
        }
        var (before, after) = _dialect.Identifiers switch
        {
            IdentifierForm.Formula => ("=\"", "\""),
            IdentifierForm.Apostrophe => ("'", ""),
            IdentifierForm.PointZero when digits.Length <= MostExactDigits => ("", ".0"),
            _ => ("", ""),
        };
        var room = line.Room(column, before.Length + digits.Length + after.Length);
        Encoding.ASCII.GetBytes(before, room);
        digits.CopyTo(room[before.Length..]);
        Encoding.ASCII.GetBytes(after, room[(before.Length + digits.Length)..]);
    }

    void FillVersion(LogLine line, in Sending sending)
    {
        _time.Fill(line, Column.Updated, sending.UpdatedDay, sending.UpdatedSecond);
        line.Set(Column.Deleted, sending.Deleted ? "1"u8 : "0"u8);
    }

    void FillAcceptance(LogLine line, in PlannedEvent e, bool withChannel)
    {
        if (withChannel)
            line.Set(Column.Channel, _dialect.Words.Channel(e.Channel));
        line.Set(Column.Policy, _policies[e.Policy]);
        if (e.Stages != 0)
            FillStages(line, e.Stages);
        if (e.Project != 0)
            FillProjectCode(line.Room(Column.ProjectCode, 26), e);
    }

    void FillStages(LogLine line, byte stages)
    {
        Span<byte> text = stackalloc byte[128];
        var length = 0;
        for (var stage = 0; stage < CityPolicies.Stages.Length; stage++)
        {
            if ((stages >> stage & 1) == 0)
                continue;
            if (length > 0)
                text[length++] = (byte)';';
            var word = _dialect.Words.Stage(stage);
            word.CopyTo(text[length..]);
            length += word.Length;
        }
        line.Set(Column.Stages, text[..length]);
    }

    void FillProjectCode(Span<byte> into, in PlannedEvent e)
    {
        "0000-000000-47-01-00000000"u8.CopyTo(into);
        Digits.Fill(into[..4], _first.Year);
        Digits.Fill(into[5..11], CityDistrict.All[e.District].Code);
        Digits.Fill(into[18..], e.Project - 1);
    }

    void FillDetail(LogLine line, in PlannedEvent e)
    {
        switch (e.Kind)
        {
            case EventKind.Decided when !_dialect.Words.ResultInEvent:
                line.Set(Column.Result, _dialect.Words.Result(e.Value));
                break;
            case EventKind.CorrectionStarted or EventKind.SpecialStarted:
                line.Set(Column.Reason, _dialect.Words.Reason(e.Value));
                break;
            case EventKind.StageStarted or EventKind.StageDone:
                line.Set(Column.Stage, _dialect.Words.Stage(e.Value));
                break;
            case EventKind.Extended:
                Digits.Fill(line.Room(Column.Days, Digits.Count(e.Value)), e.Value);
                break;
            case EventKind.Rated:
                Digits.Fill(line.Room(Column.Rating, 1), e.Value);
                break;
        }
    }

    void FillApplicant(LogLine line, int number)
    {
        var name = number % 40 == 0 ? _dialect.Words.Company : _dialect.Words.Person;
        var room = line.Room(Column.Applicant, name.Length + 6);
        name.CopyTo(room);
        Digits.Fill(room[name.Length..], number);
        var telephone = line.Room(Column.Telephone, 11);
        Digits.Fill(telephone, number);
    }
}
