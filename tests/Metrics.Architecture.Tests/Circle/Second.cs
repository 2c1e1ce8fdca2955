namespace Metrics.Architecture.Tests.Circle.Second;

static class Maker
{
    /// <summary>Uses the third room as a type argument alone.</summary>
    internal static List<int> Make() => new List<Third.Taker>().ConvertAll(_ => 1);
}
