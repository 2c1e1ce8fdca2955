using Azure;
using Azure.Storage.Blobs.Models;
using Metrics.Calendars;
using Metrics.Documents.Reports;
using Metrics.Mappings;
using Metrics.Policies;
using Metrics.Registers;

namespace Metrics.Pipeline.Account;

/// <summary>The reference data as bytes, of one moment: blob names and contents. STORED with a run.</summary>
public sealed record ReferenceFiles(IReadOnlyDictionary<string, byte[]> Files)
{
    public const string CatalogueName = "catalogue.csv";
    public const string PoliciesName = "policies.json";
    public const string MappingsName = "mappings.json";
    public const string RegisterName = "register.csv";
    public const string IndicatorsName = "indicators.json";
    /// <summary>A city's own template of the yearly report; no run reads it.</summary>
    public const string ReportName = "report.docx";
    public const string CalendarFolder = "calendar/";
    const string CalendarEnding = ".json";
    const int MaxCalendarName = 100;

    /// <summary>The files that there is one of each; calendar records lie below <see cref="CalendarFolder"/>.</summary>
    public static IReadOnlyList<string> Names { get; } = [CatalogueName, PoliciesName, MappingsName, RegisterName, IndicatorsName];

    /// <summary>All names that a file may have, for errors.</summary>
    public static Bilingual ExpectedNames { get; } = new(
        $"{string.Join('、', Names)}、{ReportName} 或 {CalendarFolder}{{名称}}{CalendarEnding}",
        $"{string.Join(", ", Names)}, {ReportName} or {CalendarFolder}{{name}}{CalendarEnding}");

    /// <summary>Whether a file of this name may be put beside the others.</summary>
    public static bool IsName(string name) => Names.Contains(name) || name == ReportName
        || name.StartsWith(CalendarFolder, StringComparison.Ordinal) && name.EndsWith(CalendarEnding, StringComparison.Ordinal)
            && IsCalendarName(name.AsSpan(CalendarFolder.Length));

    static bool IsCalendarName(ReadOnlySpan<char> name)
    {
        foreach (var c in name)
        {
            if (!char.IsLetterOrDigit(c) && c is not ('.' or '_' or '-'))
                return false;
        }
        return name.Length > CalendarEnding.Length && name.Length <= MaxCalendarName && name[0] != '.';
    }

    /// <exception cref="RefusedException">There is no catalogue, or one of the files is refused.</exception>
    public Reference Parse(DateOnly? knownOn)
    {
        if (!Files.TryGetValue(CatalogueName, out var catalogue))
            throw new RefusedException($"reference/{CatalogueName} is missing: expected the catalogue of service items", $"缺少 reference/{CatalogueName}（事项目录）");
        return Reference.Read(catalogue, Files.GetValueOrDefault(PoliciesName), Calendar(knownOn), Files.GetValueOrDefault(RegisterName),
            Files.GetValueOrDefault(IndicatorsName), Mappings().Sha256);
    }

    /// <summary>How logs with headers and words of their own are read.</summary>
    /// <exception cref="RefusedException">The mappings are refused.</exception>
    public MappingSet Mappings() => Files.TryGetValue(MappingsName, out var json) ? MappingSet.Read(json) : MappingSet.None;

    /// <summary>
    /// These files with another one, if a run would take it. A new file is judged beside those that it is read with, and by no
    /// others: so a catalogue can be mended while calendar records are faulty.
    /// </summary>
    /// <exception cref="RefusedException">A run would refuse it, or others because of it.</exception>
    public ReferenceFiles With(string name, byte[] bytes)
    {
        var with = new ReferenceFiles(new Dictionary<string, byte[]>(Files) { [name] = bytes });
        if (name.StartsWith(CalendarFolder, StringComparison.Ordinal))
            with.Calendar(knownOn: null);
        else if (name == MappingsName)
            with.Mappings();
        else if (name == RegisterName)
            Register.Read(bytes);
        else if (name == IndicatorsName)
            IndicatorSet.Read(bytes);
        else if (name == ReportName)
            CheckReport(bytes);
        else
            with.Catalogued();
        return with;
    }

    void CheckReport(byte[] template)
    {
        var indicators = Files.TryGetValue(IndicatorsName, out var json) ? IndicatorSet.Read(json) : IndicatorSet.Shipped;
        if (ReportTemplate.Check(template, [.. ReportTemplate.Names, .. indicators.Ids, .. CellTags.Shipped.Select(t => t.Tag)]) is [_, ..] nothing)
        {
            throw new RefusedException(
                $"report: these controls name no figure, indicator or cell, or ask for a form that is none: {string.Join(", ", nothing)}",
                $"年度报告模板：以下内容控件的标记不是报告数字、指标或表格单元，或写法无效：{string.Join("、", nothing)}");
        }
    }

    void Catalogued()
    {
        var policies = Files.TryGetValue(PoliciesName, out var json) ? PolicySet.Read(json) : PolicySet.Shipped;
        if (Files.TryGetValue(CatalogueName, out var catalogue))
            Catalogue.Read(catalogue, policies);
    }

    CalendarBook Calendar(DateOnly? knownOn)
    {
        var records = CalendarRecords.Shipped;
        foreach (var (name, json) in Files.Where(f => f.Key.StartsWith(CalendarFolder, StringComparison.Ordinal)).OrderBy(f => f.Key, StringComparer.Ordinal))
            records = records.With(name, json.AsSpan());
        return CalendarBook.Build(records, knownOn);
    }
}

/// <summary>A file of the reference data that was stored.</summary>
/// <param name="Before">SHA-256 of the version before, kept as <c>history/{name}/{sha256}</c>; null for the first one.</param>
public sealed record StoredReference(string Name, string Sha256, long Bytes, string? Before);

/// <summary>
/// The container <c>reference</c>: the files of <see cref="ReferenceFiles.Names"/>, the template of the report, calendar records below <c>calendar/</c>, and
/// below <c>history/</c> the versions that they had.
/// </summary>
public sealed class ReferenceStore(DataAccount account)
{
    const string HistoryFolder = "history/";
    const string BeforeKey = "before";
    const string PutAgain = "Put it again.";

    /// <summary>What lies there now.</summary>
    public Task<ReferenceFiles> ReadAsync(CancellationToken stop) => ReadAsync(besides: null, stop);

    /// <summary>The mappings that lie there now; a file that a run would refuse reads no log.</summary>
    public async Task<MappingSet> ReadMappingsAsync(CancellationToken stop)
    {
        var json = await account.Reference.ReadOrNullAsync(ReferenceFiles.MappingsName, PutAgain, stop);
        try
        {
            return json is null ? MappingSet.None : MappingSet.Read(json.ToMemory());
        }
        catch (RefusedException)
        {
            return MappingSet.None;
        }
    }

    /// <summary>The city's own template of the yearly report; null: there is none.</summary>
    public async Task<byte[]?> ReadReportAsync(CancellationToken stop) =>
        (await account.Reference.ReadOrNullAsync(ReferenceFiles.ReportName, PutAgain, stop))?.ToArray();

    /// <param name="besides">A file that is left out; null: none.</param>
    async Task<ReferenceFiles> ReadAsync(string? besides, CancellationToken stop)
    {
        var files = new SortedDictionary<string, byte[]>(StringComparer.Ordinal);
        foreach (var name in ReferenceFiles.Names)
            await AddAsync(name);
        await foreach (var blob in account.Reference.GetBlobsAsync(BlobTraits.None, BlobStates.None, ReferenceFiles.CalendarFolder, stop))
            await AddAsync(blob.Name);
        return new(files);

        async Task AddAsync(string name)
        {
            if (name != besides && await account.Reference.ReadOrNullAsync(name, PutAgain, stop) is { } bytes)
                files.Add(name, bytes.ToArray());
        }
    }

    /// <summary>Puts a file in the place of the one under its name, once it is known that a run would take it; the one before is kept.</summary>
    /// <exception cref="RefusedException">A run would refuse it, or others because of it; nothing has changed.</exception>
    /// <exception cref="ReferenceOvertakenException">Another file came under the name meanwhile.</exception>
    public async Task<StoredReference> PutAsync(string name, byte[] bytes, CancellationToken stop)
    {
        var before = await FindAsync(name, stop);
        // The one before may be damaged: this one heals it.
        (await ReadAsync(besides: name, stop)).With(name, bytes);
        var (hash, hashBefore) = (WriteOnce.HashOf(bytes), before is null ? null : WriteOnce.HashOf(before.Content));
        if (hash != hashBefore || before?.IsWhole() == false)
        {
            // From here on the file is ours: a caller who hangs up cancels nothing.
            if (hashBefore is not null)
            {
                await account.Reference.TryWriteOnceAsync(
                    $"{HistoryFolder}{name}/{hashBefore}", before!.Content.ToMemory(), ContentType(name), null, CancellationToken.None);
            }
            await ReplaceAsync(name, bytes, before?.Details.ETag, new() { [WriteOnce.HashKey] = hash, [BeforeKey] = hashBefore ?? "" });
        }
        return new(name, hash, bytes.Length, hashBefore);
    }

    /// <param name="before">The version that it replaces; null: there is none.</param>
    async Task ReplaceAsync(string name, byte[] bytes, ETag? before, Dictionary<string, string> metadata)
    {
        var options = new BlobUploadOptions
        {
            Conditions = before is null ? new() { IfNoneMatch = ETag.All } : new() { IfMatch = before },
            HttpHeaders = new() { ContentType = ContentType(name) },
            Metadata = metadata,
        };
        try
        {
            await account.Reference.GetBlobClient(name).UploadAsync(BinaryData.FromBytes(bytes), options, CancellationToken.None);
        }
        catch (RequestFailedException e) when (e.Status is 409 or 412)
        {
            throw new ReferenceOvertakenException(name, e);
        }
    }

    async Task<BlobDownloadResult?> FindAsync(string name, CancellationToken stop)
    {
        try
        {
            return (await account.Reference.GetBlobClient(name).DownloadContentAsync(stop)).Value;
        }
        catch (RequestFailedException e) when (e.Status == 404)
        {
            return null;
        }
    }

    static string ContentType(string name) => name == ReferenceFiles.ReportName ? Report.ContentType
        : name.EndsWith(".json", StringComparison.Ordinal) ? "application/json" : "text/csv";
}

/// <summary>Two files of one name came at once: the other one stands.</summary>
public sealed class ReferenceOvertakenException(string name, Exception inner) : Exception($"Another {name} came meanwhile.", inner);
