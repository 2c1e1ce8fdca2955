namespace Metrics.Pipeline.Ingest;

/// <summary>Adds up the time that reading streams takes; for one thread.</summary>
sealed class ReadClock(TimeProvider time)
{
    internal TimeSpan Elapsed { get; private set; }

    internal Stream Watch(Stream inner) => new Watched(this, inner);

    sealed class Watched(ReadClock clock, Stream inner) : Stream
    {
        public override int Read(Span<byte> buffer)
        {
            var start = clock.Now();
            var read = inner.Read(buffer);
            clock.Elapsed += clock.Since(start);
            return read;
        }

        public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

        public override bool CanRead => true;
        public override bool CanSeek => false;
        public override bool CanWrite => false;
        public override long Length => inner.Length;
        public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }
        public override void Flush() { }
        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();
        public override void SetLength(long value) => throw new NotSupportedException();
        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

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
