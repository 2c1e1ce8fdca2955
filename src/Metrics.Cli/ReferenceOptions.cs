using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using Metrics.Mappings;
using Metrics.Policies;
using Metrics.Registers;

namespace Metrics.Cli;

/// <summary>The reference data of a run on the command line, and the days that it speaks of.</summary>
sealed class ReferenceOptions
{
    readonly Option<string?> _catalogue = CatalogueOption(required: true);
    readonly Option<string?> _policies = PoliciesOption();
    readonly Option<string?> _mappings = MappingsOption();
    readonly Option<string?> _register = RegisterOption();
    readonly Option<string?> _indicators = IndicatorsOption();

    readonly Option<DateOnly> _asOf = new("--as-of")
    {
        Description = "The day at whose end the numbers are taken, yyyy-MM-dd.",
        HelpName = "DATE",
        Required = true,
        CustomParser = ParseDay,
    };

    readonly CalendarOptions _calendar = new();

    internal static Option<string?> CatalogueOption(bool required) =>
        new("--catalogue") { Description = "Catalogue of service items (事项目录), CSV or a spreadsheet.", HelpName = "FILE", Required = required };

    internal static Option<string?> PoliciesOption() =>
        new("--policies") { Description = "Policies (时限政策), JSON. Default: business_setup alone.", HelpName = "FILE" };

    internal static Option<string?> MappingsOption() =>
        new("--mappings") { Description = "Mappings (字段映射) of logs with headers and words of their own, JSON.", HelpName = "FILE" };

    internal static Option<string?> RegisterOption() =>
        new("--register") { Description = "Register (登记簿) of what the yearly report counts and is no case, CSV or a spreadsheet.", HelpName = "FILE" };

    internal static Option<string?> IndicatorsOption() =>
        new("--indicators") { Description = "The city's own indicators of the register, JSON, beside the shipped ones.", HelpName = "FILE" };

    internal void AddTo(Command command)
    {
        foreach (var option in new Option[] { _catalogue, _policies, _mappings, _register, _indicators, _asOf })
            command.Options.Add(option);
        _calendar.AddTo(command);
    }

    internal DateOnly AsOf(ParseResult parsed) => parsed.GetValue(_asOf);

    /// <exception cref="RefusedException">The mappings are refused.</exception>
    internal MappingSet Mappings(ParseResult parsed) =>
        parsed.GetValue(_mappings) is { } path ? MappingSet.Read(Read("--mappings", path)) : MappingSet.None;

    /// <exception cref="RefusedException">One of them is refused.</exception>
    internal Reference Reference(ParseResult parsed)
    {
        var calendars = _calendar.Begin(parsed);
        var catalogue = Read("--catalogue", parsed.GetRequiredValue(_catalogue)!);
        var policies = parsed.GetValue(_policies) is { } path ? PolicySet.Read(Read("--policies", path)) : PolicySet.Shipped;
        return new()
        {
            Catalogue = Catalogue.Read(catalogue, policies),
            Policies = policies,
            Register = parsed.GetValue(_register) is { } register ? Register.Read(Read("--register", register)) : null,
            Indicators = parsed.GetValue(_indicators) is { } indicators ? IndicatorSet.Read(Read("--indicators", indicators)) : IndicatorSet.Shipped,
            Calendars = calendars.GetAwaiter().GetResult(),
            MappingsSha256 = Mappings(parsed).Sha256,
        };
    }

    internal static byte[] Read(string option, string path) => File.Exists(path) ? File.ReadAllBytes(path)
        : throw new RefusedException($"{option} {path}: no such file", $"{option} {path}：文件不存在");

    internal static DateOnly ParseDay(ArgumentResult argument)
    {
        var text = argument.Tokens.Count == 1 ? argument.Tokens[0].Value : "";
        if (!DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day))
            argument.AddError($"'{text}' is no day, expected yyyy-MM-dd (应为日期 yyyy-MM-dd)");
        return day;
    }
}
