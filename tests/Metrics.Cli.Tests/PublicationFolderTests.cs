namespace Metrics.Cli.Tests;

public sealed class PublicationFolderTests : IDisposable
{
    readonly string _folder = Directory.CreateTempSubdirectory("metrics-folder-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void A_folder_has_all_files_and_keeps_others()
    {
        File.WriteAllText(Path.Combine(_folder, "a.csv"), "old");
        File.WriteAllText(Path.Combine(_folder, "mine.txt"), "mine");
        PublicationFolder.Write(new Dictionary<string, byte[]> { ["a.csv"] = "new"u8.ToArray(), ["b.csv"] = "b"u8.ToArray() }, _folder);
        Assert.Equal(["a.csv new", "b.csv b", "mine.txt mine"], Found());
    }

    [Fact]
    public void A_file_that_cannot_be_written_leaves_the_folder_as_it_was()
    {
        File.WriteAllText(Path.Combine(_folder, "a.csv"), "old");
        var files = new SortedDictionary<string, byte[]> { ["a.csv"] = "new"u8.ToArray(), [new string('x', 300)] = [] };
        Assert.ThrowsAny<IOException>(() => PublicationFolder.Write(files, _folder));
        Assert.Equal(["a.csv old"], Found());
    }

    IEnumerable<string> Found() => Directory.GetFileSystemEntries(_folder).Order(StringComparer.Ordinal).Select(f => $"{Path.GetFileName(f)} {File.ReadAllText(f)}");
}
