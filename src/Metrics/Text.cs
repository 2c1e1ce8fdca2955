namespace Metrics;

/// <summary>Texts as the contract writes them.</summary>
static class Text
{
    static ReadOnlySpan<byte> Bom => [0xEF, 0xBB, 0xBF];

    internal static ReadOnlyMemory<byte> WithoutBom(ReadOnlyMemory<byte> utf8) => utf8.Span.StartsWith(Bom) ? utf8[3..] : utf8;
}
