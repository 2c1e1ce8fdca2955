namespace Metrics.Events;

/// <summary>A packed event kept beyond its shard. One buffer, reused from event to event.</summary>
sealed class KeptEvent
{
    byte[] _bytes = [];
    int _length;

    internal bool IsEmpty => _length == 0;

    internal ReadOnlySpan<byte> Bytes => _bytes.AsSpan(0, _length);

    /// <summary>The event; it needs one.</summary>
    internal EventRecord Record => EventRecord.At0(Bytes);

    /// <param name="record">Copied.</param>
    internal void Keep(ReadOnlySpan<byte> record)
    {
        if (_bytes.Length < record.Length)
            _bytes = new byte[record.Length];
        record.CopyTo(_bytes);
        _length = record.Length;
    }

    internal void Clear() => _length = 0;
}
