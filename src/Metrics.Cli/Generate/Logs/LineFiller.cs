using System.Text;
using Metrics.Cli.Generate.Cases;
using Metrics.Cli.Generate.City;
using Metrics.Events;

namespace Metrics.Cli.Generate.Logs;

/// <summary>Makes a line of an event, in the dialect of a system.</summary>
sealed class LineFiller
{
    readonly Dialect _dialect;
    readonly TimeText _time;
    readonly DateOnly _first;
    readonly byte[][] _items;
    readonly byte[][] _districts;
    readonly byte[][] _policies;

    public LineFiller(Dialect dialect, CityYear year, CityCatalogue catalogue)
    {
        _dialect = dialect;
        _time = new(dialect.Time, year);
        _first = year.Date(0);
        _items = [.. catalogue.Items.Select(i => Encoding.ASCII.GetBytes(i.Code))];
        _districts = [.. District.All.Select(d => Encoding.ASCII.GetBytes($"{d.Code}".PadRight(dialect.DistrictDigits, '0')))];
        _policies = [[], .. ProjectKind.All.Select(k => Encoding.ASCII.GetBytes(k.Policy))];
    }

    /// <param name="variety">Random bits: decides what a line may leave out.</param>
    /// <param name="elsewhere">Sent by a system that is not the case's own: the channel must be named.</param>
    public void Fill(LogLine line, in PlannedEvent e, ulong variety, bool elsewhere)
    {
        line.Clear();
        FillCaseId(line.Room(Column.CaseId, 20), e);
        if (HasEventId(e.Kind, variety))
            FillEventId(line.Room(Column.EventId, 10), e);
        line.Set(Column.Event, _dialect.Words.Event(e.Kind, e.Value));
        _time.Fill(line, e.Day, e.Second);
        if (_dialect.Context || e.Kind is EventKind.Accepted or EventKind.Refused)
        {
            line.Set(Column.ItemCode, _items[e.Item]);
            line.Set(Column.District, _districts[e.District]);
        }
        if (e.Kind == EventKind.Accepted)
            FillAcceptance(line, e, _dialect.ChannelAlways || elsewhere || e.Channel == Channel.Other || (variety & 0x700) != 0);
        else
            FillDetail(line, e);
        if (e.Kind is EventKind.Received or EventKind.Accepted or EventKind.Visited or EventKind.Rated)
            FillApplicant(line, e.Case);
    }

    /// <summary>The queue machine and the rating system give no event ids; the departments' systems give them in three of four lines.</summary>
    static bool HasEventId(EventKind kind, ulong variety) =>
        kind is not (EventKind.Visited or EventKind.Rated) && (kind != EventKind.DepartmentAccepted || (variety & 3) != 0);

    /// <summary>Division, day on which the case began, number in the year: 20 digits.</summary>
    void FillCaseId(Span<byte> into, in PlannedEvent e)
    {
        Digits.Fill(into[..6], District.All[e.District].Code);
        Digits.Fill(into[6..12], _time.Date(e.CaseDay));
        Digits.Fill(into[12..], e.Case);
    }

    static void FillEventId(Span<byte> into, in PlannedEvent e)
    {
        Digits.Fill(into[..8], e.Case);
        Digits.Fill(into[8..], e.Ordinal);
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
        Digits.Fill(into[5..11], District.All[e.District].Code);
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
