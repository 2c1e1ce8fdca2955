using System.Text.Json.Nodes;

namespace Metrics.Infra.Tests;

/// <summary>What must hold of every deployment.</summary>
static partial class SecurityFacts
{
    const string Account = "Microsoft.Storage/storageAccounts";
    const string Blobs = "Microsoft.Storage/storageAccounts/blobServices";
    const string Container = "Microsoft.Storage/storageAccounts/blobServices/containers";
    const string App = "Microsoft.Web/sites";
    const string Plan = "Microsoft.Web/serverfarms";
    const string Publishing = "Microsoft.Web/sites/basicPublishingCredentialsPolicies";
    const string Vault = "Microsoft.KeyVault/vaults";
    const string Insights = "Microsoft.Insights/components";
    const string Workspace = "Microsoft.OperationalInsights/workspaces";
    const string Assignment = "Microsoft.Authorization/roleAssignments";
    const string Records = "Microsoft.Insights/diagnosticSettings";

    public static IReadOnlyList<SecurityFact> All { get; } =
    [
        SecurityFact.Of("Storage refuses shared keys", Account, "properties.allowSharedKeyAccess", false, true),
        SecurityFact.Of("Storage answers over https alone", Account, "properties.supportsHttpsTrafficOnly", true, false),
        SecurityFact.Of("Storage asks for TLS 1.2", Account, "properties.minimumTlsVersion", "TLS1_2", "TLS1_0"),
        SecurityFact.Of("No account lets a blob be public", Account, "properties.allowBlobPublicAccess", false, true),
        SecurityFact.Of("No container is public", Container, "properties.publicAccess", "None", "Blob"),
        SecurityFact.Of("Storage copies to no other tenant", Account, "properties.allowCrossTenantReplication", false, true),
        SecurityFact.Of("The app answers over https alone", App, "properties.httpsOnly", true, false),
        SecurityFact.Of("The app asks for TLS 1.2", App, "properties.siteConfig.minTlsVersion", "1.2", "1.0"),
        SecurityFact.Of("Deployment asks for TLS 1.2", App, "properties.siteConfig.scmMinTlsVersion", "1.2", "1.0"),
        SecurityFact.Of("There is no FTP", App, "properties.siteConfig.ftpsState", "Disabled", "AllAllowed"),
        SecurityFact.Of("Nobody debugs from afar", App, "properties.siteConfig.remoteDebuggingEnabled", false, true),
        SecurityFact.Of("Scripts of the listed sites alone call the app", App, "properties.siteConfig.cors.allowedOrigins", "[parameters('allowedOrigins')]", "*"),
        SecurityFact.Of("No browser sends its own sign-in to the app", App, "properties.siteConfig.cors.supportCredentials", false, true),
        SecurityFact.Of("The package is fetched by identity", App,
            "properties.functionAppConfig.deployment.storage.authentication.type", "UserAssignedIdentity", "StorageAccountConnectionString"),
        SecurityFact.Of("The plan is Flex Consumption, which needs no storage key", Plan, "sku.tier", "FlexConsumption", "ElasticPremium"),
        SecurityFact.Of("No password deploys", Publishing, "properties.allow", false, true),
        SecurityFact.Of("The vault goes by roles", Vault, "properties.enableRbacAuthorization", true, false),
        SecurityFact.Of("The vault cannot be purged", Vault, "properties.enablePurgeProtection", true, false),
        SecurityFact.Of("Application Insights takes Entra tokens alone", Insights, "properties.DisableLocalAuth", true, false),
        SecurityFact.Of("The workspace takes Entra tokens alone", Workspace, "properties.features.disableLocalAuth", true, false),
        BothPasswordDoorsAreShut, UseIsRecorded,
        NobodyAsksForAKey, TheHostGoesByIdentity, TheAppGoesByIdentity, TelemetryGoesByIdentity, CredentialsComeFromTheVault, NoCloudIsWrittenDown,
        EachRoleIsOnOneResource, TheAppHasTheLeastRoles, OperatorsHaveTheLeastRoles, OperatorsWriteWhatComesInAlone,
    ];

    static SecurityFact BothPasswordDoorsAreShut => new("Both password doors are shut, FTP and deployment",
        t => new[] { "'ftp'", "'scm'" }.Where(door => !t.Made(Publishing).Any(r => Names(r, door))),
        new Mutant("deployment is left out", t => LeaveOut(t.Made(Publishing).Where(r => Names(r, "'scm'")))),
        new Mutant("FTP is left out", t => LeaveOut(t.Made(Publishing).Where(r => Names(r, "'ftp'")))));

    static SecurityFact UseIsRecorded => new("Every use of blobs and vault is recorded",
        t => new[] { Blobs, Vault }.Where(of => !t.Made(Records).Any(r => IsOn(r, of))),
        new Mutant("not of the vault", t => LeaveOut(t.Made(Records).Where(r => IsOn(r, Vault)))),
        new Mutant("not of the blobs", t => LeaveOut(t.Made(Records).Where(r => IsOn(r, Blobs)))));

    static bool Names(JsonObject resource, string part) => resource["name"]!.ToString().Contains(part, StringComparison.Ordinal);

    static bool IsOn(JsonObject extension, string type) =>
        extension["scope"]?.ToString().StartsWith($"[resourceId('{type}',", StringComparison.Ordinal) == true;

    static void LeaveOut(IEnumerable<JsonObject> resources)
    {
        foreach (var resource in resources.ToList())
            resource["existing"] = true;
    }
}
