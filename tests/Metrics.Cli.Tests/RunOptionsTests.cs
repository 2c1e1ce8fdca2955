using System.CommandLine;
using Metrics.CaseLogs;
using Metrics.Events;

namespace Metrics.Cli.Tests;

public sealed class RunOptionsTests
{
    [Fact]
    public void Logs_are_not_read_on_once_the_catalogue_is_refused()
    {
        var inputs = new RunOptions();
        var command = new RootCommand();
        inputs.AddTo(command);
        var catalogue = Path.GetTempFileName();
        var log = new LongLog();
        try
        {
            File.WriteAllText(catalogue, "no catalogue");
            var parsed = command.Parse(["--logs", ".", "--catalogue", catalogue, "--as-of", "2019-12-31"]);
            using var shards = new EventShards(1, keep: _ => false);
            Assert.Throws<RefusedException>(() => inputs.Read(parsed, [new LogFile("one_net", "long.ndjson", () => log)], shards));
        }
        finally
        {
            File.Delete(catalogue);
        }
        Assert.InRange(log.Left, 1, LongLog.Size);
    }

    /// <summary>Blank lines for many seconds.</summary>
    sealed class LongLog : MemoryStream
    {
        internal const long Size = 32L * 1024 * 1024 * 1024;

        internal long Left { get; private set; } = Size;

        public override int Read(Span<byte> into)
        {
            var count = (int)Math.Min(into.Length, Left);
            into[..count].Fill((byte)'\n');
            Left -= count;
            return count;
        }

        public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));
    }
}
