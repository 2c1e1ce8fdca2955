using System.Text;
using Metrics.CaseLogs;
using Metrics.Cli.Generate.Cases;
using Metrics.Cli.Generate.City;

namespace Metrics.Cli.Generate.Logs;

/// <summary>Says an event in a system's dialect.</summary>
sealed class RowFiller
{
    readonly Dialect _dialect;
    readonly TimeText _time;
    readonly DateOnly _first;
    readonly byte[][] _items;
    readonly byte[][] _districts;
    readonly byte[][] _policies;

    public RowFiller(Dialect dialect, CityYear year, CityCatalogue catalogue)
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
    public void Fill(Row row, in PlannedEvent e, ulong variety, bool elsewhere)
    {
        row.Clear();
        FillCaseId(row.Room(Column.CaseId, 20), e);
        if (HasEventId(e.Kind, variety))
            FillEventId(row.Room(Column.EventId, 10), e);
        row.Set(Column.Event, _dialect.Words.Event(e.Kind, e.Value));
        _time.Fill(row, e.Day, e.Second);
        if (_dialect.Context || e.Kind is EventKind.Accepted or EventKind.Refused)
        {
            row.Set(Column.ItemCode, _items[e.Item]);
            row.Set(Column.District, _districts[e.District]);
        }
        if (e.Kind == EventKind.Accepted)
            FillAcceptance(row, e, _dialect.ChannelAlways || elsewhere || e.Channel == Channel.Other || (variety & 0x700) != 0);
        else
            FillDetail(row, e);
        if (e.Kind is EventKind.Received or EventKind.Accepted or EventKind.Visited or EventKind.Rated)
            FillApplicant(row, e.Case);
    }

    /// <summary>Machines for queues and ratings number nothing, and the departments' own systems not always.</summary>
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

    void FillAcceptance(Row row, in PlannedEvent e, bool withChannel)
    {
        if (withChannel)
            row.Set(Column.Channel, _dialect.Words.Channel(e.Channel));
        row.Set(Column.Policy, _policies[e.Policy]);
        if (e.Stages != 0)
            FillStages(row, e.Stages);
        if (e.Project != 0)
            FillProjectCode(row.Room(Column.ProjectCode, 26), e);
    }

    void FillStages(Row row, byte stages)
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
        row.Set(Column.Stages, text[..length]);
    }

    void FillProjectCode(Span<byte> into, in PlannedEvent e)
    {
        "0000-000000-47-01-00000000"u8.CopyTo(into);
        Digits.Fill(into[..4], _first.Year);
        Digits.Fill(into[5..11], District.All[e.District].Code);
        Digits.Fill(into[18..], e.Project - 1);
    }

    void FillDetail(Row row, in PlannedEvent e)
    {
        switch (e.Kind)
        {
            case EventKind.Decided when !_dialect.Words.ResultInEvent:
                row.Set(Column.Result, _dialect.Words.Result(e.Value));
                break;
            case EventKind.CorrectionStarted or EventKind.SpecialStarted:
                row.Set(Column.Reason, _dialect.Words.Reason(e.Value));
                break;
            case EventKind.StageStarted or EventKind.StageDone:
                row.Set(Column.Stage, _dialect.Words.Stage(e.Value));
                break;
            case EventKind.Extended:
                Digits.Fill(row.Room(Column.Days, Digits.Count(e.Value)), e.Value);
                break;
            case EventKind.Rated:
                Digits.Fill(row.Room(Column.Rating, 1), e.Value);
                break;
        }
    }

    void FillApplicant(Row row, int number)
    {
        var name = number % 40 == 0 ? _dialect.Words.Company : _dialect.Words.Person;
        var room = row.Room(Column.Applicant, name.Length + 6);
        name.CopyTo(room);
        Digits.Fill(room[name.Length..], number);
        var telephone = row.Room(Column.Telephone, 11);
        Digits.Fill(telephone, number);
    }
}
