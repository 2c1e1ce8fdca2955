using Metrics.Documents.Changes;
using Metrics.Documents.Published;

namespace Metrics.Cli.Compare;

/// <summary>
/// Makes publications again, changing one input after the other from the older one's to the newer one's (contract 10). They lie in a
/// temporary folder until they are compared.
/// </summary>
sealed class Replay(PublicationReader before, PublicationReader after, ReplayInputs old, ReplayInputs now) : IDisposable
{
    readonly string _folder = Directory.CreateTempSubdirectory("metrics-compare-").FullName;
    int _count;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    /// <exception cref="RefusedException">The inputs are not those of the publications, or this program makes other numbers of the newer one's.</exception>
    internal async Task<Replayed> RunAsync(CancellationToken stop)
    {
        var city = (await after.NamesAsync(stop)).City;
        var last = await PublishAsync(now, city, stop);
        Expect(last, after, "NEW", "--");
        if (!last.HasTablesOf(after))
        {
            throw new RefusedException(
                "NEW has other numbers than this program makes of its inputs: another version has made it; summarize its inputs again, then compare",
                "NEW 的数字与本程序按其输入算出的不同：它由另一版本的程序生成；请先重新汇总，再作比较");
        }
        var changed = Cause.Of(before.Manifest, after.Manifest).Select(c => c.Reason).Where(r => r != Reason.Program).Distinct().ToList();
        if (changed.Count == 0)
            return new([], [Reason.Program]);
        var run = old;
        List<PublicationReader> between = [await PublishAsync(run, city, stop)];
        Expect(between[0], before, "OLD", "--old-");
        List<Reason> reasons = [Reason.Program];
        foreach (var reason in changed)
        {
            run = run.With(reason, now);
            if (reason == changed[^1] || await TryPublishAsync(reason, run, city, stop) is not { } next)
                continue;
            between.Add(next);
            reasons.Add(reason);
        }
        return new(between, [.. reasons, changed[^1]]);
    }

    /// <summary>Null: one of them refuses another, such as a catalogue with a policy that is no longer there. The next reason then takes both.</summary>
    async Task<PublicationReader?> TryPublishAsync(Reason reason, ReplayInputs inputs, string city, CancellationToken stop)
    {
        try
        {
            return await PublishAsync(inputs, city, stop);
        }
        catch (RefusedException e)
        {
            CommandLine.Say($"{Reasons.Name(reason)}: cannot be changed alone, counts with what follows (无法单独重算，并入下一项): {e.Message}");
            return null;
        }
    }

    async Task<PublicationReader> PublishAsync(ReplayInputs inputs, string city, CancellationToken stop)
    {
        var folder = Path.Combine(_folder, $"{_count++}");
        PublicationFolder.Write(inputs.Publish(city).Files, folder);
        return await PublicationReader.OfFolderAsync(folder, stop);
    }

    static void Expect(PublicationReader made, PublicationReader publication, string name, string options)
    {
        if (Cause.Of(made.Manifest, publication.Manifest).FirstOrDefault(c => c.Reason != Reason.Program) is { } other)
        {
            throw new RefusedException(
                $"the inputs given are not those of {name}: {other.What} was {Shown(other.After)}, found {Shown(other.Before)}; look at the options {options}…",
                $"给出的输入不是 {name} 的输入：{other.What} 应为 {Shown(other.After)}，实为 {Shown(other.Before)}；请检查 {options}… 各选项");
        }
    }

    static string Shown(string? text) => text is null or "" ? "–" : text;
}
