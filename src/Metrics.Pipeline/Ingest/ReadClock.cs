namespace Metrics.Pipeline.Ingest;

/// <summary>Adds up the time that reading streams takes; for one thread.</summary>
sealed class ReadClock(TimeProvider time)
{
    internal TimeSpan Elapsed { get; private set; }

    internal Stream Watch(Stream inner) => new Watched(this, inner);

    sealed class Watched(ReadClock clock, Stream inner) : ForwardStream
    {
        public override int Read(Span<byte> buffer)
        {
            var start = clock.Now();
            var read = inner.Read(buffer);
            clock.Elapsed += clock.Since(start);
            return read;
        }

        public override long Length => inner.Length;

        protected override void Dispose(bool disposing)
        {
            if (disposing)
                inner.Dispose();
            base.Dispose(disposing);
        }
    }

    long Now() => time.GetTimestamp();

    TimeSpan Since(long start) => time.GetElapsedTime(start);
}
