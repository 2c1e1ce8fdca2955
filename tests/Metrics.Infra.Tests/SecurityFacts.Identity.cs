using System.Text.RegularExpressions;

namespace Metrics.Infra.Tests;

static partial class SecurityFacts
{
    const string Telemetry = "APPLICATIONINSIGHTS_AUTHENTICATION_STRING";

    static SecurityFact NobodyAsksForAKey => new("Nobody asks for a key",
        t => t.Texts().Where(text => KeyCall().IsMatch(text) || text.Contains("AccountKey=", StringComparison.OrdinalIgnoreCase)),
        new Mutant("a setting lists keys", t => t.ToApp("optionSettings")["Data"] = "[listKeys('account', '2025-01-01').keys[0].value]"),
        new Mutant("a setting lists a signature", t => t.ToApp("optionSettings")["Data"] = "[listAccountSas('a', 'b')]"),
        new Mutant("a variable holds a key", t => t.Variables["connection"] = "AccountName=a;AccountKey=b"));

    static SecurityFact TheHostGoesByIdentity =>
        GoesByIdentity("The host goes to its storage by identity", "platformSettings", "AzureWebJobsStorage");

    static SecurityFact TheAppGoesByIdentity =>
        GoesByIdentity("The app goes to its data by identity", "optionSettings", "Data");

    static SecurityFact TelemetryGoesByIdentity => new("Telemetry goes by identity",
        t => t.ToApp("platformSettings")[Telemetry]?.ToString().Contains("Authorization=AAD", StringComparison.Ordinal) == true
            ? [] : ["no Entra authentication"],
        new Mutant("the setting is left out", t => t.ToApp("platformSettings").Remove(Telemetry)),
        new Mutant("without Entra", t => t.ToApp("platformSettings")[Telemetry] = "[format('ClientId={0}', 'x')]"));

    static SecurityFact CredentialsComeFromTheVault => new("Source credentials come from the vault",
        t => SourceSettings(t).Contains(FromVault, StringComparison.Ordinal) ? [] : ["Authorization is no reference to the vault"],
        new Mutant("the parameter itself is the credential", t => t.Variables["copy"]![0]!["input"] =
            SourceSettings(t).Replace(FromVault, "Authorization', copyIndex('sourceSettings')), string(", StringComparison.Ordinal)));

    // The tables' audience is the name of a right, not an address, and the same text wherever it is asked for: it is not meant.
    static SecurityFact NoCloudIsWrittenDown => new("No cloud's address is written down",
        t => t.Texts().Where(text => CloudAddress().IsMatch(text)),
        new Mutant("the public cloud's storage", t => t.Variables["blobs"] = "[format('https://{0}.blob.core.windows.net', 'a')]"),
        new Mutant("the public cloud's sign-in", t => t.Variables["authority"] = "https://login.microsoftonline.com/"),
        new Mutant("China's vault", t => t.Variables["vault"] = "https://v.vault.azure.cn/"));

    static SecurityFact GoesByIdentity(string name, string settings, string connection)
    {
        string[] names = ["blobServiceUri", "queueServiceUri", "tableServiceUri", "clientId"];
        string[] references = [.. names.Select(n => $"{connection}__{n}")];
        return new SecurityFact(name, Breaches,
        [
            new Mutant("a connection string", t => t.ToApp(settings)[connection] = "UseDevelopmentStorage=true"),
            new Mutant("another credential", t => t.ToApp(settings)[$"{connection}__credential"] = "workloadidentity"),
            new Mutant("no credential", t => t.ToApp(settings).Remove($"{connection}__credential")),
            .. references.Select(r => new Mutant($"no {r}", t => t.ToApp(settings).Remove(r))),
        ]);

        IEnumerable<string> Breaches(ArmTemplate template)
        {
            var given = template.ToApp(settings);
            foreach (var r in references.Where(r => given[r]?.ToString().StartsWith("[reference(", StringComparison.Ordinal) != true))
                yield return $"{r} is no reference to a resource";
            if ((string?)given[$"{connection}__credential"] != "managedidentity")
                yield return $"{connection}__credential is {given[$"{connection}__credential"]}, expected managedidentity";
            if (given.ContainsKey(connection))
                yield return $"{connection} is a connection string";
        }
    }

    const string FromVault =
        "Authorization', copyIndex('sourceSettings')), format('@Microsoft.KeyVault(SecretUri=https://{0}{1}/secrets/{2})', variables('vaultName'), ";

    static string SourceSettings(ArmTemplate t) => t.Variables["copy"]![0]!["input"]!.ToString();

    [GeneratedRegex(@"\blist[a-z]\w*\(", RegexOptions.IgnoreCase)]
    private static partial Regex KeyCall();

    [GeneratedRegex(
        @"\.(windows\.net|chinacloudapi\.cn|azure\.net|azurewebsites\.net|chinacloudsites\.cn)\b|vault\.azure\.cn|microsoftonline|login\.partner",
        RegexOptions.IgnoreCase)]
    private static partial Regex CloudAddress();
}
