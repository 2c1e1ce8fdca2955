using System.Text.Json.Nodes;

namespace Metrics.Infra.Tests;

static partial class SecurityFacts
{
    static readonly string[] RoleTargets = [Account, Container, Vault, Insights];

    static SecurityFact EachRoleIsOnOneResource => new("Each role is on one resource, never on a group or a subscription",
        t => t.Made(Assignment).Any()
            ? t.Made(Assignment).Where(r => !RoleTargets.Any(of => IsOn(r, of))).Select(r => $"scope is {r["scope"]?.ToString() ?? "the group"}")
            : ["no role is assigned"],
        new Mutant("the whole group", t => t.Made(Assignment).First().Remove("scope")),
        new Mutant("the whole group, the last one", t => t.Made(Assignment).Last().Remove("scope")),
        new Mutant("the whole subscription", t => t.Made(Assignment).First()["scope"] = "[subscription().id]"),
        new Mutant("no role at all", t => LeaveOut(t.Made(Assignment))));

    static SecurityFact TheAppHasTheLeastRoles => HasRoles("The app has the least roles that work", "appRoles",
        "hostAccountName: Storage Blob Data Owner",
        "hostAccountName: Storage Queue Data Contributor",
        "hostAccountName: Storage Table Data Contributor",
        "dataAccountName: Storage Blob Data Contributor",
        "dataAccountName: Storage Queue Data Contributor",
        "dataAccountName: Storage Table Data Contributor",
        "insightsName: Monitoring Metrics Publisher",
        "vaultName: Key Vault Secrets User");

    static SecurityFact OperatorsHaveTheLeastRoles => HasRoles("Operators have the least roles that work", "operatorRoles",
        "dataAccountName: Storage Blob Data Reader",
        "dataAccountName/inbox: Storage Blob Data Contributor",
        "dataAccountName/reference: Storage Blob Data Contributor",
        "dataAccountName: Storage Table Data Reader",
        "vaultName: Key Vault Secrets Officer");

    static SecurityFact OperatorsWriteWhatComesInAlone => new("Operators write inbox and reference alone",
        t => t.Variables["operatorRoles"]!.AsArray()
            .Where(r => r!["on"]!.ToString() != "container" && r["role"]!.ToString().StartsWith("Storage", StringComparison.Ordinal) && !r["role"]!.ToString().EndsWith("Reader", StringComparison.Ordinal))
            .Select(r => $"{r!["role"]} on {r["name"]}"),
        new Mutant("the whole account", t => t.Variables["operatorRoles"]![1]!["on"] = "storage"),
        new Mutant("a stronger reader", t => t.Variables["operatorRoles"]![0]!["role"] = "Storage Blob Data Owner"));

    static SecurityFact HasRoles(string name, string variable, params string[] expected)
    {
        return new SecurityFact(name, t => Given(t).Except(expected).Concat(expected.Except(Given(t))),
            new Mutant("one more", t => Roles(t).Add(new JsonObject { ["name"] = "[variables('dataAccountName')]", ["role"] = "Owner" })),
            new Mutant("a stronger one", t => Roles(t)[^1]!["role"] = "Key Vault Administrator"),
            new Mutant("on another resource", t => Roles(t)[0]!["name"] = "[variables('vaultName')]"),
            new Mutant("one less", t => Roles(t).RemoveAt(0)));

        JsonArray Roles(ArmTemplate t) => t.Variables[variable]!.AsArray();

        IEnumerable<string> Given(ArmTemplate t) =>
            Roles(t).Select(r => $"{r!["name"]!.ToString().Split('\'')[1]}{(r["container"] is { } container ? $"/{container}" : "")}: {r["role"]}");
    }
}
