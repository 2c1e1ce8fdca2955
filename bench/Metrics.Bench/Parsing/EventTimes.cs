using System.Buffers.Text;
using System.Globalization;
using System.Text;
using BenchmarkDotNet.Attributes;
using Metrics.Files;

namespace Metrics.Bench.Parsing;

/// <summary>The time of an event, <c>yyyy-MM-dd HH:mm:ss</c> as UTF-8, to ticks.</summary>
[MemoryDiagnoser, MinColumn, MedianColumn]
public class EventTimes
{
    const int Times = 10_000;
    const int Length = 19;
    const string Format = "yyyy-MM-dd HH:mm:ss";

    byte[] _text = [];

    [GlobalSetup]
    public void AllAgree()
    {
        var random = new Random(1);
        var start = new DateTime(2019, 1, 1);
        _text = Encoding.UTF8.GetBytes(string.Concat(Enumerable.Range(0, Times)
            .Select(_ => start.AddSeconds(random.Next(365 * 86_400)).ToString(Format, CultureInfo.InvariantCulture))));
        long[] answers = [Metrics(), ParseExact(), Parse(), Utf8Numbers()];
        if (answers.Distinct().Count() != 1)
            throw new InvalidOperationException(string.Join(", ", answers));
    }

    [Benchmark(Baseline = true, OperationsPerInvoke = Times)]
    public long Metrics()
    {
        var sum = 0L;
        for (var at = 0; at < _text.Length; at += Length)
            sum ^= EventTime.TryParse(_text.AsSpan(at, Length), dateAloneIsStart: true, out var ticks) ? ticks : throw new FormatException();
        return sum;
    }

    /// <summary>As it is mostly written: a string, and its one format.</summary>
    [Benchmark(OperationsPerInvoke = Times)]
    public long ParseExact()
    {
        var sum = 0L;
        for (var at = 0; at < _text.Length; at += Length)
            sum ^= DateTime.ParseExact(Encoding.UTF8.GetString(_text, at, Length), Format, CultureInfo.InvariantCulture).Ticks;
        return sum;
    }

    /// <summary>Without the string, and in any format.</summary>
    [Benchmark(OperationsPerInvoke = Times)]
    public long Parse()
    {
        var sum = 0L;
        Span<char> text = stackalloc char[Length];
        for (var at = 0; at < _text.Length; at += Length)
        {
            Encoding.UTF8.GetChars(_text.AsSpan(at, Length), text);
            sum ^= DateTime.Parse(text, CultureInfo.InvariantCulture).Ticks;
        }
        return sum;
    }

    /// <summary><see cref="Utf8Parser"/> has no such format of a time: number by number.</summary>
    [Benchmark(OperationsPerInvoke = Times)]
    public long Utf8Numbers()
    {
        var sum = 0L;
        for (var at = 0; at < _text.Length; at += Length)
        {
            var text = _text.AsSpan(at, Length);
            sum ^= new DateTime(Number(text[..4]), Number(text[5..7]), Number(text[8..10]), Number(text[11..13]), Number(text[14..16]), Number(text[17..])).Ticks;
        }
        return sum;
    }

    static int Number(ReadOnlySpan<byte> text) =>
        Utf8Parser.TryParse(text, out int number, out var read) && read == text.Length ? number : throw new FormatException();
}
