using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;

namespace Metrics.Cli;

/// <summary>Whose regional layers apply: the first six digits of a district's code; not given, the national calendar.</summary>
sealed class DistrictOption : Option<District>
{
    internal DistrictOption() : base("--district")
    {
        Description = "District (行政区划) whose regional layers apply, 6, 9 or 12 digits. Default: national days alone.";
        HelpName = "CODE";
        CustomParser = Parse;
    }

    static District Parse(ArgumentResult argument)
    {
        var text = argument.Tokens.Count == 1 ? argument.Tokens[0].Value : "";
        if (text.Length is 6 or 9 or 12 && text.All(char.IsAsciiDigit) && text[0] != '0')
            return new(int.Parse(text.AsSpan(0, 6), CultureInfo.InvariantCulture));
        argument.AddError($"'{text}' is no district, expected 6, 9 or 12 digits, the first not 0 (应为 6、9 或 12 位行政区划代码)");
        return default;
    }
}
