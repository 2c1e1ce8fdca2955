using System.Security.Cryptography;

namespace Metrics.Registers;

/// <summary>The register (登记簿): what the yearly report counts and is no case (contract 8). Immutable, for any thread.</summary>
public sealed class Register
{
    readonly IReadOnlyList<RegisterRow> _rows;

    Register(IReadOnlyList<RegisterRow> rows, string sha256) => (_rows, Sha256) = (rows, sha256);

    /// <exception cref="RefusedException">The register is refused, with the line.</exception>
    public static Register Read(ReadOnlyMemory<byte> file) =>
        new(RegisterReader.Read(file), Convert.ToHexStringLower(SHA256.HashData(file.Span)));

    /// <summary>SHA-256 of the bytes read, lower-case hex.</summary>
    public string Sha256 { get; }

    /// <summary>How many rows it has.</summary>
    public int Rows => _rows.Count;

    /// <summary>The rows received by a day, as they stood at its end.</summary>
    internal IReadOnlyList<RegisterRow> KnownOn(Day day) => [.. _rows.Where(r => r.Received <= day).Select(r => r.KnownOn(day))];
}
