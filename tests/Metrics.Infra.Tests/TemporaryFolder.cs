namespace Metrics.Infra.Tests;

/// <summary>A new folder that goes when the test ends.</summary>
sealed class TemporaryFolder : IDisposable
{
    readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("metrics-infra-");

    public string Name => _folder.FullName;

    /// <summary>A folder that holds the Bicep files, for commands that write beside their input.</summary>
    public static TemporaryFolder WithInfra()
    {
        var folder = new TemporaryFolder();
        foreach (var file in Repository.InfraFiles(""))
        {
            var copy = Path.Combine(folder.Name, file);
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            File.Copy(Path.Combine(Repository.Infra, file), copy);
        }
        return folder;
    }

    public void Dispose() => _folder.Delete(recursive: true);
}
