namespace Metrics.Registers;

/// <summary>The data files of this room, which ship inside the program.</summary>
static class ShippedData
{
    internal static byte[] Read(string name)
    {
        using var data = typeof(ShippedData).Assembly.GetManifestResourceStream("Metrics.Registers.Data." + name)!;
        var bytes = new byte[data.Length];
        data.ReadExactly(bytes);
        return bytes;
    }
}
