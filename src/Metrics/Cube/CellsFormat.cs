namespace Metrics.Cube;

/// <summary>The bytes of a table's cells inside a partial result: in the order of their keys, so that equal cells are equal bytes.</summary>
static class CellsFormat
{
    internal static void Write(Cells cells, BinaryWriter to)
    {
        var (keys, places) = (new ulong[cells.Count], new int[cells.Count]);
        for (var place = 0; place < places.Length; place++)
            (keys[place], places[place]) = (cells.KeyAt(place), place);
        Array.Sort(keys, places);
        to.Write7BitEncodedInt(places.Length);
        foreach (var place in places)
        {
            to.Write(cells.KeyAt(place));
            Counts.Write(to, cells.NumbersAt(place));
            foreach (var (days, count) in cells.DaysAt(place))
            {
                to.Write7BitEncodedInt64(count);
                to.Write7BitEncodedInt(days);
            }
            to.Write7BitEncodedInt64(0);
        }
    }

    internal static void Read(Cells cells, BinaryReader from)
    {
        for (var left = from.Read7BitEncodedInt(); left > 0; left--)
        {
            var place = cells.Place(from.ReadUInt64());
            Counts.Read(from, cells.NumbersAt(place));
            while (from.Read7BitEncodedInt64() is var count and not 0)
                cells.AddDay(place, from.Read7BitEncodedInt(), count);
        }
    }
}
