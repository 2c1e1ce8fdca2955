using System.Text.Json.Nodes;

namespace Metrics.Infra.Tests;

/// <summary>Something that must hold of every deployment, and how to see in a compiled template that it does not.</summary>
/// <param name="Name">What holds, as a sentence.</param>
/// <param name="Breaches">Where a template breaks it; nothing when it holds.</param>
/// <param name="Mutants">Changes of the template after which it does not hold.</param>
sealed record SecurityFact(string Name, Func<ArmTemplate, IEnumerable<string>> Breaches, params IReadOnlyList<Mutant> Mutants)
{
    /// <summary>All resources of a type, and at least one, have this value here.</summary>
    /// <param name="weaker">A value that breaks it, put in by a mutant; another takes the value away.</param>
    public static SecurityFact Of(string name, string type, string path, JsonNode expected, JsonNode weaker)
    {
        var place = new JsonPath(path);
        return new SecurityFact(name, Breaches,
            new Mutant($"{path} is {weaker}", t => place.Set(t.Made(type).First(), weaker)),
            new Mutant($"{path} is {weaker} in the last one alone", t => place.Set(t.Made(type).Last(), weaker)),
            new Mutant($"{path} is not there", t => place.Set(t.Made(type).Last(), null)),
            new Mutant($"no {type}", t => t.Made(type).ToList().ForEach(r => r["type"] = "Other/things")));

        IEnumerable<string> Breaches(ArmTemplate template)
        {
            var made = template.Made(type).ToList();
            return made.Count == 0
                ? [$"no {type} is made"]
                : made.Where(r => !JsonNode.DeepEquals(place.In(r), expected))
                    .Select(r => $"{type} {r["name"]}: {path} is {place.In(r)?.ToJsonString() ?? "missing"}, expected {expected.ToJsonString()}");
        }
    }
}

/// <summary>A change of a compiled template.</summary>
sealed record Mutant(string Name, Action<ArmTemplate> Change);
