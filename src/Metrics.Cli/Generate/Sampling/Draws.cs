namespace Metrics.Cli.Generate.Sampling;

/// <summary>
/// Pseudo-random draws by SplitMix64 (Steele, Lea and Flood, 2014). Own, because <see cref="Random"/> with a seed
/// promises the same sequence within one version of .NET only; the same arguments must give the same bytes anywhere.
/// </summary>
struct Draws(ulong state)
{
    ulong _state = state;

    /// <summary>The draws of one subject (a case, a line): they do not depend on what was drawn for others.</summary>
    public static Draws For(ulong seed, ulong subject) => new(Mix(unchecked(Mix(seed) + subject * 0xD1342543DE82EF95)));

    public ulong Next() => Mix(unchecked(_state += 0x9E3779B97F4A7C15));

    /// <summary>A number in [0, <paramref name="bound"/>).</summary>
    public int Below(int bound) => (int)((Next() >> 32) * (ulong)bound >> 32);

    public bool PerMille(int chance) => Below(1000) < chance;

    static ulong Mix(ulong z)
    {
        unchecked
        {
            z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
            z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
            return z ^ (z >> 31);
        }
    }
}
