namespace Metrics.Cli.Generate.Faults;

/// <summary>How often each fault was planted.</summary>
sealed class FaultCounts
{
    readonly long[] _counts = new long[Enum.GetValues<Fault>().Length];

    public long this[Fault fault] => _counts[(int)fault];

    public void Add(Fault fault) => _counts[(int)fault]++;

    public long Sum(FaultGroup group) => FaultRates.Of(group).Sum(r => this[r.Fault]);
}
