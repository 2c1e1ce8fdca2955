namespace Metrics.Architecture.Tests;

/// <summary>The compiled assemblies, as they lie beside this one.</summary>
static class Assemblies
{
    internal static string Own => typeof(Assemblies).Assembly.Location;

    internal static string Domain => File("Metrics.Domain");
    internal static string Pipeline => File("Metrics.Pipeline");

    internal static string File(string name) => Path.Combine(AppContext.BaseDirectory, name + ".dll");
}
