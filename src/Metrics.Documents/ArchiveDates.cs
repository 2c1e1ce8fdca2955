using System.IO.Compression;

namespace Metrics.Documents;

/// <summary>The dates of a ZIP archive's entries: a document says the day of its numbers, not the time at which it was made.</summary>
static class ArchiveDates
{
    /// <param name="archive">Can be read, written and sought; stays open, at its start.</param>
    internal static void Set(Stream archive, DateOnly day)
    {
        archive.Position = 0;
        using (var entries = new ZipArchive(archive, ZipArchiveMode.Update, leaveOpen: true))
        {
            foreach (var entry in entries.Entries)
                entry.LastWriteTime = new(day.ToDateTime(default), TimeSpan.Zero);
        }
        archive.Position = 0;
    }
}
