namespace Metrics.Cube;

/// <summary>
/// Packs the key of a cell into 64 bits: the month (17), then numbers of which -1 means missing. A district is its code, 0 missing.
/// </summary>
static class CellKey
{
    /// <summary>(month, policy, district, channel or stage).</summary>
    internal static ulong Of(int month, int policy, int district, int last) =>
        Pack(Pack(Pack((ulong)month, policy, 14), district - 1, 20), last, 13);

    /// <summary>(month, department, item).</summary>
    internal static ulong OfItem(int month, int department, int item) => Pack(Pack((ulong)month, department, 20), item, 27);

    /// <summary>(month, district, item or channel).</summary>
    internal static ulong OfDistrict(int month, int district, int last) => Pack(Pack((ulong)month, district - 1, 20), last, 27);

    internal static (int Month, int Policy, int District, int Last) Open(ulong key) =>
        ((int)(key >> 47), Part(key >> 33, 14), Part(key >> 13, 20) + 1, Part(key, 13));

    internal static (int Month, int Department, int Item) OpenItem(ulong key) => ((int)(key >> 47), Part(key >> 27, 20), Part(key, 27));

    internal static (int Month, int District, int Last) OpenDistrict(ulong key) =>
        ((int)(key >> 47), Part(key >> 27, 20) + 1, Part(key, 27));

    static ulong Pack(ulong key, int part, int bits) =>
        part >= -1 && part + 1 < 1 << bits ? key << bits | (uint)(part + 1)
            : throw new OverflowException($"{part} needs more than {bits} bits");

    static int Part(ulong bits, int width) => (int)(bits & ((1UL << width) - 1)) - 1;
}
