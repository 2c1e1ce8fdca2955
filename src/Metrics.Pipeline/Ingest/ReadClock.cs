namespace Metrics.Pipeline.Ingest;

/// <summary>Adds up the time that reading streams takes. For many threads.</summary>
sealed class ReadClock(TimeProvider time)
{
    long _ticks;

    /// <summary>Of all threads together.</summary>
    internal TimeSpan Elapsed => new(_ticks);

    internal Stream Watch(Stream inner) => new Watched(this, inner);

    sealed class Watched(ReadClock clock, Stream inner) : ForwardStream
    {
        public override int Read(Span<byte> buffer)
        {
            var start = clock.Now();
            var read = inner.Read(buffer);
            Interlocked.Add(ref clock._ticks, clock.Since(start).Ticks);
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
