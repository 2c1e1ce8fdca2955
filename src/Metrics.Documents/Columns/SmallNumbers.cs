namespace Metrics.Documents.Columns;

/// <summary>Parquet's hybrid of runs and packed bits: numbers of a few bits, mostly repeated or small.</summary>
static class SmallNumbers
{
    /// <summary>Numbers are packed in groups of that many, which lie on whole bytes.</summary>
    const int Group = 8;

    /// <summary>Bits of the largest of so many numbers, from 0 on; at least one.</summary>
    internal static int BitsOf(int count) => count < 2 ? 1 : 32 - int.LeadingZeroCount(count - 1);

    /// <param name="bits">1 to 31 of each number.</param>
    internal static void Write(ReadOnlySpan<int> numbers, int bits, ByteBuffer to)
    {
        while (!numbers.IsEmpty)
        {
            var run = RunOf(numbers);
            if (run >= Group)
            {
                WriteRun(numbers[0], run, bits, to);
                numbers = numbers[run..];
                continue;
            }
            var packed = Group;
            while (packed < numbers.Length && RunOf(numbers[packed..]) < Group)
                packed += Group;
            packed = Math.Min(packed, numbers.Length);
            Pack(numbers[..packed], bits, to);
            numbers = numbers[packed..];
        }
    }

    /// <summary>How often the first number stands there before another comes.</summary>
    static int RunOf(ReadOnlySpan<int> numbers)
    {
        var other = numbers.IndexOfAnyExcept(numbers[0]);
        return other < 0 ? numbers.Length : other;
    }

    static void WriteRun(int number, int run, int bits, ByteBuffer to)
    {
        to.AddVarInt((ulong)run << 1);
        for (var shift = 0; shift < bits; shift += 8)
            to.Add(unchecked((byte)(number >> shift)));
    }

    /// <summary>The last group is filled with zeros.</summary>
    static void Pack(ReadOnlySpan<int> numbers, int bits, ByteBuffer to)
    {
        var groups = (numbers.Length + Group - 1) / Group;
        to.AddVarInt((ulong)groups << 1 | 1);
        var into = to.Take(groups * bits);
        into.Clear();
        var (word, have, at) = (0UL, 0, 0);
        foreach (var number in numbers)
        {
            word |= (ulong)(uint)number << have;
            for (have += bits; have >= 8; have -= 8)
            {
                into[at++] = unchecked((byte)word);
                word >>= 8;
            }
        }
        if (have > 0)
            into[at] = unchecked((byte)word);
    }
}
