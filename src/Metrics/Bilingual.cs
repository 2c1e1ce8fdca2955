namespace Metrics;

/// <summary>One text in Chinese and in English.</summary>
public readonly record struct Bilingual(string Zh, string En)
{
    public override string ToString() => $"{En} ({Zh})";
}
