using System.CommandLine;
using System.Globalization;
using Calendar = Metrics.Calendars.Calendar;

namespace Metrics.Cli;

/// <summary>A question with two words and one answer, asked once on the command line or line by line on standard input.</summary>
sealed class CalendarQuestion(string name, string description, (string Name, string Description) first, (string Name, string Description) second,
    Func<Calendar, string, string, CalendarQuestion.Answer> answer)
{
    /// <summary>What is printed, and the days that were counted for it, both included; none where the last lies before the first.</summary>
    internal readonly record struct Answer(string Text, Day FirstDay, Day LastDay);

    /// <summary>W(FROM, TO].</summary>
    internal static CalendarQuestion Count { get; } = new(
        "count", "Prints the working days after FROM up to and including TO; negative where TO is before FROM.",
        ("FROM", "Day 0, yyyy-MM-dd; '-' reads lines FROM,TO from standard input."), ("TO", "The last day that counts, yyyy-MM-dd."),
        (calendar, from, to) => Working(calendar, DayOf(from), DayOf(to)));

    /// <summary>The first day d with W(DATE, d] = N.</summary>
    internal static CalendarQuestion Add { get; } = new(
        "add", "Prints the N-th working day after DATE (DATE itself for 0): the due date of a limit of N working days.",
        ("DATE", "Day 0, yyyy-MM-dd; '-' reads lines DATE,N from standard input."), ("N", "Working days, 0 or more."),
        (calendar, date, n) => Due(calendar, DayOf(date), n));

    internal Command ToCommand()
    {
        var one = new Argument<string>(first.Name) { Description = first.Description };
        var two = new Argument<string?>(second.Name) { Description = second.Description, Arity = ArgumentArity.ZeroOrOne };
        var command = new Command(name, description) { one, two };
        var calendar = new CalendarOptions();
        calendar.AddTo(command);
        var district = new DistrictOption();
        command.Options.Add(district);
        command.SetAction(parsed => Ask(parsed.GetRequiredValue(one), parsed.GetValue(two),
            calendar.Book(parsed).For(parsed.GetValue(district)), parsed.InvocationConfiguration.Output));
        return command;
    }

    int Ask(string one, string? two, Calendar calendar, TextWriter output)
    {
        if (one != "-")
            Print(answer(calendar, one, two ?? throw Fault("", second.Name, second.Name)), calendar, output, default);
        else if (two is null)
            AskLines(calendar, output);
        else
            throw Fault(two, "nothing after '-'", "“-”之后没有参数");
        return CommandLine.Done;
    }

    void AskLines(Calendar calendar, TextWriter output)
    {
        var number = 0;
        while (Console.In.ReadLine() is { } line)
        {
            number++;
            if (string.IsNullOrWhiteSpace(line))
                continue;
            var place = new Bilingual(Invariant($"标准输入第 {number} 行："), Invariant($"standard input, line {number}: "));
            var words = line.Split(',', StringSplitOptions.TrimEntries);
            try
            {
                Print(words.Length == 2 ? answer(calendar, words[0], words[1])
                    : throw Fault(line, $"{first.Name},{second.Name}", $"{first.Name},{second.Name}"), calendar, output, place);
            }
            catch (RefusedException e)
            {
                throw new RefusedException(place.En + e.Message, place.Zh + e.Why.Zh);
            }
        }
    }

    /// <summary>The answer on standard output; on standard error, whether it is provisional (暂定).</summary>
    static void Print(Answer answer, Calendar calendar, TextWriter output, Bilingual place)
    {
        output.WriteLine(answer.Text);
        if (calendar.FirstProvisional(answer.FirstDay, answer.LastDay) is not { } day)
            return;
        var (date, year) = (day, day.Date.Year);
        CommandLine.Say(Invariant($"{place.En}provisional from {date}: no notice of {year} is known, Monday to Friday stand in"));
        CommandLine.Say(Invariant($"{place.Zh}自 {date} 起为暂定：尚无 {year} 年的放假通知，按周一至周五计算"));
    }

    static Answer Working(Calendar calendar, Day from, Day to) =>
        new(calendar.Count(from, to).ToString(CultureInfo.InvariantCulture), Day.Min(from, to) + 1, Day.Max(from, to));

    static Answer Due(Calendar calendar, Day date, string count)
    {
        const int max = 4_000_000; // more working days than the years 1 to 9999 have
        if (!int.TryParse(count, NumberStyles.None, CultureInfo.InvariantCulture, out var n) || n > max)
            throw Fault(count, "working days, 0 or more", "0 或以上的工作日数");
        var due = calendar.Add(date, n);
        return due <= Day.Last ? new(due.ToString(), date + 1, due)
            : throw Fault(count, "a due date up to 9999-12-31", "不晚于 9999-12-31 的日期");
    }

    static Day DayOf(string text) => Day.TryParse(text, out var day) ? day : throw Fault(text, "a date yyyy-MM-dd", "日期 yyyy-MM-dd");

    static string Invariant(FormattableString text) => FormattableString.Invariant(text);

    static RefusedException Fault(string found, string expected, string expectedZh) =>
        new($"found '{found}', expected {expected}", $"发现“{found}”，应为 {expectedZh}");
}
