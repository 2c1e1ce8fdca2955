// Three rooms that use each other in a circle, for the test of the test.
namespace Metrics.Architecture.Tests.Circle.First;

static class Caller
{
    /// <summary>Uses the second room within its body alone.</summary>
    internal static int Count() => Second.Maker.Make().Count;
}

sealed class Entry;
