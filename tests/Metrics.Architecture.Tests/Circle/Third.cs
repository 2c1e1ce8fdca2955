namespace Metrics.Architecture.Tests.Circle.Third;

abstract class Taker
{
    /// <summary>Uses the first room in its signature alone.</summary>
    internal abstract First.Entry? Take();
}
