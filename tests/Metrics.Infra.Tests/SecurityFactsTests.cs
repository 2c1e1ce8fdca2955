using System.Text.Json.Nodes;

[assembly: AssemblyFixture(typeof(Metrics.Infra.Tests.CompiledMain))]

namespace Metrics.Infra.Tests;

/// <summary>main.bicep, compiled once for all tests.</summary>
public sealed class CompiledMain : IAsyncLifetime
{
    internal ArmTemplate Template { get; private set; } = new([]);

    public async ValueTask InitializeAsync() => Template = new ArmTemplate(await Bicep.CompileAsync());

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}

public sealed class SecurityFactsTests(CompiledMain main)
{
    public static TheoryData<string> Facts => [.. SecurityFacts.All.Select(f => f.Name)];

    public static TheoryData<string, string> Mutants =>
        [.. SecurityFacts.All.SelectMany(f => f.Mutants.Select(m => (f.Name, m.Name)))];

    [Theory, MemberData(nameof(Facts))]
    public void The_compiled_template_holds(string fact) =>
        Assert.Empty(Fact(fact).Breaches(main.Template));

    [Theory, MemberData(nameof(Mutants))]
    public void A_template_changed_against_a_fact_is_seen(string fact, string mutant)
    {
        var changed = main.Template.Copy();
        Fact(fact).Mutants.Single(m => m.Name == mutant).Change(changed);
        Assert.False(JsonNode.DeepEquals(main.Template.Root, changed.Root), "the mutant changes nothing");
        Assert.NotEmpty(Fact(fact).Breaches(changed));
    }

    static SecurityFact Fact(string name) => SecurityFacts.All.Single(f => f.Name == name);
}
