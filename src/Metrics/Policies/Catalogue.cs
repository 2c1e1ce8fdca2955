namespace Metrics.Policies;

/// <summary>The catalogue of service items (事项目录).</summary>
public sealed class Catalogue
{
    /// <exception cref="ReferenceException">The catalogue is refused.</exception>
    public static Catalogue Read(ReadOnlyMemory<byte> csv, PolicySet policies) => throw new NotSupportedException();

    /// <summary>SHA-256 of the bytes read, lower-case hex.</summary>
    public string Sha256 { get; } = "";
}
