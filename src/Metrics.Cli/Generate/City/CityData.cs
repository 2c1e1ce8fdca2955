using System.Globalization;

namespace Metrics.Cli.Generate.City;

/// <summary>The lists that the generated city is made of: CSV without quotes, a header first.</summary>
static class CityData
{
    public static IEnumerable<string[]> Rows(string file)
    {
        using var stream = typeof(CityData).Assembly.GetManifestResourceStream(file)
            ?? throw new InvalidOperationException($"{file} is not among the resources");
        using var reader = new StreamReader(stream);
        reader.ReadLine();
        while (reader.ReadLine() is { } line)
            yield return line.Split(',');
    }

    public static int Number(string text) => int.Parse(text, CultureInfo.InvariantCulture);
}
