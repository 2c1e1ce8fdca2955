using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Text;

namespace Metrics.Spreadsheets;

/// <summary>
/// The streams in a file of old office programs, which is a small file system of its own ([MS-CFB]): sectors in chains, and a
/// directory. Every chain ends, and lies in the file.
/// </summary>
sealed class CompoundFile
{
    const int HeaderSize = 512;
    const int EntrySize = 128;
    const int HeaderFatSectors = 109;
    const int MaxEntries = 65_536;
    const uint LastSector = 0xFFFFFFFA;
    const uint EndOfChain = 0xFFFFFFFE;
    const byte StreamEntry = 2;
    const byte RootEntry = 5;

    readonly Stream _file;
    readonly int _sectorSize;
    readonly int _miniSize;
    readonly uint _miniLimit;
    readonly uint[] _fat;
    readonly uint[] _miniFat;
    readonly List<Entry> _entries = [];

    sealed record Entry(string Name, byte Kind, uint Start, uint Size);

    /// <param name="file">Can seek; is left open.</param>
    /// <exception cref="InvalidDataException">It is damaged.</exception>
    public CompoundFile(Stream file)
    {
        _file = file;
        var header = new byte[HeaderSize];
        ReadAt(0, header);
        var (shift, miniShift) = (header[30], header[32]);
        if (shift is not (9 or 12) || miniShift != 6)
            throw new InvalidDataException("sectors of a size that no program writes");
        (_sectorSize, _miniSize, _miniLimit) = (1 << shift, 1 << miniShift, Number(header, 56));
        _fat = Numbers(FatSectors(header));
        _miniFat = Numbers(Chain(Number(header, 60)));
        ReadDirectory(Chain(Number(header, 48)));
    }

    public bool Has(string name) => Find(name) is not null;

    /// <summary>A stream by its name, which stays open as long as the file; null: there is none.</summary>
    public Stream? Open(string name)
    {
        if (Find(name) is not { } entry)
            return null;
        if (entry.Size >= _miniLimit)
            return new ChainedSectors(_file, _sectorSize, Chain(entry.Start), entry.Size, offset: _sectorSize);
        var root = _entries.Find(e => e.Kind == RootEntry) ?? throw new InvalidDataException("no root of its directory");
        var small = new ChainedSectors(_file, _sectorSize, Chain(root.Start), root.Size, offset: _sectorSize);
        return new ChainedSectors(small, _miniSize, Chain(entry.Start, _miniFat), entry.Size, offset: 0);
    }

    Entry? Find(string name) => _entries.Find(e => e.Kind == StreamEntry && e.Name == name);

    /// <summary>The sectors that hold the table of all chains: the first ones in the header, others in sectors that name the next.</summary>
    List<uint> FatSectors(byte[] header)
    {
        var sectors = MemoryMarshal.Cast<byte, uint>(header.AsSpan(76, 4 * HeaderFatSectors)).ToArray().ToList();
        var most = _file.Length / _sectorSize;
        var block = new byte[_sectorSize];
        for (var next = Number(header, 68); next < LastSector; next = Number(block, _sectorSize - 4))
        {
            ReadAt(Place(next), block);
            sectors.AddRange(MemoryMarshal.Cast<byte, uint>(block.AsSpan(0, _sectorSize - 4)));
            if (sectors.Count > most + HeaderFatSectors + _sectorSize)
                throw new InvalidDataException("more sectors than bytes");
        }
        sectors.RemoveAll(s => s >= LastSector);
        return sectors;
    }

    /// <summary>The numbers in sectors of a table: four bytes for a sector of 64 bytes or more.</summary>
    uint[] Numbers(List<uint> sectors)
    {
        if (sectors.Count > _file.Length / _miniSize * sizeof(uint) / _sectorSize + HeaderFatSectors)
            throw new InvalidDataException("a table of more sectors than the file has");
        var bytes = new byte[sectors.Count * _sectorSize];
        for (var i = 0; i < sectors.Count; i++)
            ReadAt(Place(sectors[i]), bytes.AsSpan(i * _sectorSize, _sectorSize));
        return MemoryMarshal.Cast<byte, uint>(bytes).ToArray();
    }

    List<uint> Chain(uint start) => Chain(start, _fat);

    static List<uint> Chain(uint start, uint[] table)
    {
        var sectors = new List<uint>();
        for (var next = start; next != EndOfChain; next = table[next])
        {
            if (next >= table.Length || sectors.Count == table.Length)
                throw new InvalidDataException("a chain of sectors that does not end");
            sectors.Add(next);
        }
        return sectors;
    }

    void ReadDirectory(List<uint> sectors)
    {
        if ((long)sectors.Count * _sectorSize > MaxEntries * EntrySize)
            throw new InvalidDataException($"a directory of more than {MaxEntries} entries");
        var block = new byte[_sectorSize];
        foreach (var sector in sectors)
        {
            ReadAt(Place(sector), block);
            for (var at = 0; at < block.Length; at += EntrySize)
            {
                var length = Math.Clamp(BinaryPrimitives.ReadUInt16LittleEndian(block.AsSpan(at + 64)) - 2, 0, 62);
                _entries.Add(new(Encoding.Unicode.GetString(block, at, length), block[at + 66], Number(block, at + 116), Number(block, at + 120)));
            }
        }
    }

    long Place(uint sector) => (sector + 1L) * _sectorSize;

    void ReadAt(long place, Span<byte> into)
    {
        if (place > _file.Length)
            throw new InvalidDataException("a sector behind the end of the file");
        _file.Position = place;
        _file.ReadExactly(into);
    }

    static uint Number(byte[] bytes, int at) => BinaryPrimitives.ReadUInt32LittleEndian(bytes.AsSpan(at));
}
