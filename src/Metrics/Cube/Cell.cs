namespace Metrics.Cube;

/// <summary>What one cell of the cube counts: whole numbers and a histogram of days, all of which add up.</summary>
/// <param name="numbers">How many numbers it counts.</param>
public abstract class Cell(int numbers)
{
    readonly long[] _numbers = new long[numbers];

    /// <summary>Days of the units counted; empty where the cell measures none.</summary>
    protected Histogram Days { get; } = new();

    /// <summary>One of the numbers, by its place: STORED in that order.</summary>
    protected ref long Number(int place) => ref _numbers[place];

    /// <summary>Adds a cell of the same kind.</summary>
    internal void Add(Cell other)
    {
        for (var i = 0; i < _numbers.Length; i++)
            _numbers[i] += other._numbers[i];
        Days.Add(other.Days);
    }

    internal void Write(BinaryWriter writer)
    {
        writer.Counts(_numbers);
        Days.Write(writer);
    }

    /// <summary>Adds what was written of a cell of the same kind.</summary>
    internal void Read(BinaryReader reader)
    {
        for (var i = 0; i < _numbers.Length; i++)
            _numbers[i] += reader.Read7BitEncodedInt64();
        Days.Read(reader);
    }
}

static class CountsWriter
{
    internal static void Counts(this BinaryWriter to, params ReadOnlySpan<long> counts)
    {
        foreach (var count in counts)
            to.Write7BitEncodedInt64(count);
    }
}
