using System.Buffers.Binary;
using System.Security.Cryptography;

namespace Metrics;

/// <summary>
/// Numbers drawn anew in each process for the hashes of its tables in memory: nobody can send identifiers that meet in one
/// slot. Only speed depends on them.
/// </summary>
static class HashSeed
{
    internal static readonly long Seed = unchecked((long)Draw());

    internal static readonly ulong First = Draw();
    internal static readonly ulong Second = Draw();
    internal static readonly ulong Third = Draw();
    internal static readonly ulong Fourth = Draw();

    static ulong Draw() => BinaryPrimitives.ReadUInt64LittleEndian(RandomNumberGenerator.GetBytes(sizeof(ulong)));
}
