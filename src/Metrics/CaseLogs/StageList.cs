using Metrics.Files;

namespace Metrics.CaseLogs;

/// <summary>Normalises the stages applied for (申请环节): trimmed, empty ones dropped, sorted as bytes, unique, joined by ';'. For one thread.</summary>
sealed class StageList
{
    readonly List<Range> _pieces = [];
    byte[] _joined = [];

    /// <summary>The list in normal form; it lies in <paramref name="stages"/> or here, until the next call.</summary>
    public ReadOnlySpan<byte> Normalise(ReadOnlySpan<byte> stages) =>
        stages.Contains((byte)';') ? Join(stages) : stages;

    ReadOnlySpan<byte> Join(ReadOnlySpan<byte> stages)
    {
        _pieces.Clear();
        foreach (var range in stages.Split((byte)';'))
            Insert(stages, range);
        if (_joined.Length < stages.Length)
            _joined = new byte[stages.Length];
        var length = 0;
        foreach (var piece in _pieces)
        {
            if (length > 0)
                _joined[length++] = (byte)';';
            var text = WhiteSpace.Trim(stages[piece]);
            text.CopyTo(_joined.AsSpan(length));
            length += text.Length;
        }
        return _joined.AsSpan(0, length);
    }

    /// <summary>Keeps the pieces sorted and unique.</summary>
    void Insert(ReadOnlySpan<byte> stages, Range range)
    {
        var text = WhiteSpace.Trim(stages[range]);
        if (text.IsEmpty)
            return;
        int low = 0, high = _pieces.Count;
        while (low < high)
        {
            var middle = (low + high) / 2;
            var order = WhiteSpace.Trim(stages[_pieces[middle]]).SequenceCompareTo(text);
            if (order == 0)
                return;
            (low, high) = order < 0 ? (middle + 1, high) : (low, middle);
        }
        _pieces.Insert(low, range);
    }
}
