namespace Metrics.Architecture.Tests;

/// <summary>A room is a namespace of an assembly, and its folder.</summary>
public sealed class RoomTests
{
    static readonly string[] _domain =
    [
        "Metrics", "Metrics.Spreadsheets", "Metrics.Files", "Metrics.Calendars", "Metrics.Registers", "Metrics.Policies", "Metrics.Events",
        "Metrics.Mappings", "Metrics.CaseLogs", "Metrics.Cases", "Metrics.Cube", "Metrics.Evidence", "Metrics.Folding", "Metrics.Summaries",
        "Metrics.Explaining", "Metrics.Proposing",
    ];

    static readonly string[] _pipeline =
    [
        "Metrics.Pipeline.Telemetry", "Metrics.Pipeline.Account", "Metrics.Pipeline.Ledger", "Metrics.Pipeline.Store", "Metrics.Pipeline.Runs",
        "Metrics.Pipeline.Ingest", "Metrics.Pipeline.Sources", "Metrics.Pipeline.Publishing", "Metrics.Pipeline.Steps", "Metrics.Pipeline.Web",
        "Metrics.Pipeline",
    ];

    [Theory, InlineData("Metrics.Domain"), InlineData("Metrics.Documents"), InlineData("Metrics.Pipeline"), InlineData("metrics"), InlineData("Metrics.Local")]
    public void No_rooms_use_each_other_in_a_circle(string assembly) => Assert.Empty(RoomGraph.Of(Assemblies.File(assembly)).Circle());

    [Fact]
    public void A_room_of_the_domain_uses_only_those_before_it() => Assert.Empty(RoomGraph.Of(Assemblies.Domain).Against(_domain));

    [Fact]
    public void A_room_of_the_pipeline_uses_only_those_before_it() => Assert.Empty(RoomGraph.Of(Assemblies.Pipeline).Against(_pipeline));

    [Fact]
    public void A_circle_is_found_through_the_body_of_a_method_a_type_argument_and_a_signature() =>
        Assert.Equal(
            ["Circle.First.Caller uses Circle.Second.Maker.Make", "Circle.Second.Maker uses Circle.Third.Taker", "Circle.Third.Taker uses Circle.First.Entry"],
            RoomGraph.Of(Assemblies.Own).Circle().Select(use => use.ToString().Replace(typeof(RoomTests).Namespace + ".", "", StringComparison.Ordinal)));

    [Fact]
    public void A_use_against_the_order_is_found_and_one_of_a_room_without_a_place()
    {
        const string room = "Metrics.Architecture.Tests.Circle.";
        var graph = RoomGraph.Of(Assemblies.Own);
        Assert.Equal([room + "Second"], graph.Against([room + "First", room + "Third", room + "Second"]).Where(IsOfCircle).Select(use => use.Of.Namespace));
        Assert.Equal(2, graph.Against([room + "Second", room + "First"]).Count(IsOfCircle));

        static bool IsOfCircle(Use use) => use.By.Namespace.StartsWith(room, StringComparison.Ordinal);
    }
}
