using Metrics.Cli.Generate.Sampling;

namespace Metrics.Cli.Tests.Generate.Sampling;

public sealed class DrawsTests
{
    // First outputs of the reference implementation of SplitMix64 for the state 1234567.
    [Fact]
    public void The_numbers_are_those_of_SplitMix64()
    {
        var draws = new Draws(1234567);
        Assert.Equal([6457827717110365317UL, 3203168211198807973UL, 9817491932198370423UL], [draws.Next(), draws.Next(), draws.Next()]);
    }

    [Fact]
    public void A_choice_follows_its_weights_and_never_gives_an_index_of_weight_zero()
    {
        var choice = new WeightedChoice([1, 0, 3]);
        var draws = new Draws(7);
        var counts = new int[3];
        for (var i = 0; i < 4000; i++)
            counts[choice.Draw(ref draws)]++;
        Assert.Equal(0, counts[1]);
        Assert.InRange(counts[0], 900, 1100);
    }
}
