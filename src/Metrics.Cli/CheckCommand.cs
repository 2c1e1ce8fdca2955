using System.CommandLine;
using System.Globalization;
using Metrics.Mappings;
using Metrics.Policies;
using Metrics.Registers;

namespace Metrics.Cli;

/// <summary><c>metrics check</c>: whether a run would take this reference data; the first fault with its place where it would not.</summary>
static class CheckCommand
{
    internal static Command Create()
    {
        var catalogue = ReferenceOptions.CatalogueOption(required: false);
        var policies = ReferenceOptions.PoliciesOption();
        var mappings = ReferenceOptions.MappingsOption();
        var register = ReferenceOptions.RegisterOption();
        var indicators = ReferenceOptions.IndicatorsOption();
        var calendar = new Option<string[]>("--calendar") { Description = "Notices and layers, a file or a folder.", HelpName = "PATH" };
        var command = new Command("check", "Checks reference data as a run would; exit code 2 where it is refused.")
        {
            catalogue, policies, mappings, register, indicators, calendar,
        };
        command.Validators.Add(given =>
        {
            if (command.Options.All(option => given.GetResult(option) is null))
                given.AddError("found nothing to check, expected an option that names a file (请至少给出一个选项)");
        });
        command.SetAction(parsed =>
        {
            Check(parsed.GetValue(catalogue), parsed.GetValue(policies), parsed.InvocationConfiguration.Output);
            CheckMappings(parsed.GetValue(mappings), parsed.InvocationConfiguration.Output);
            CheckRegister(parsed.GetValue(register), parsed.GetValue(indicators), parsed.InvocationConfiguration.Output);
            return CalendarCheckCommand.Check(parsed.GetValue(calendar) ?? [], parsed.InvocationConfiguration.Output);
        });
        return command;
    }

    static void Check(string? catalogue, string? policies, TextWriter output)
    {
        var set = PolicySet.Shipped;
        if (policies is not null)
        {
            set = PolicySet.Read(ReferenceOptions.Read("--policies", policies));
            Say(output, $"{policies}: ok, policies: {set.Ids.Count - 1}, versions: {set.Versions.Count()}");
        }
        if (catalogue is not null)
        {
            var read = Catalogue.Read(ReferenceOptions.Read("--catalogue", catalogue), set);
            Say(output, $"{catalogue}: ok, items: {read.Items.Count}, rows: {read.Rows.Count}");
        }
    }

    static void CheckMappings(string? mappings, TextWriter output)
    {
        if (mappings is not null)
            Say(output, $"{mappings}: ok, mappings: {MappingSet.Read(ReferenceOptions.Read("--mappings", mappings)).Count}");
    }

    static void CheckRegister(string? register, string? indicators, TextWriter output)
    {
        if (register is not null)
            Say(output, $"{register}: ok, rows: {Register.Read(ReferenceOptions.Read("--register", register)).Rows}");
        if (indicators is not null)
        {
            var own = IndicatorSet.Read(ReferenceOptions.Read("--indicators", indicators)).Ids.Except(IndicatorSet.Shipped.Ids).Count();
            Say(output, $"{indicators}: ok, indicators: {own}");
        }
    }

    static void Say(TextWriter output, FormattableString text) => output.WriteLine(text.ToString(CultureInfo.InvariantCulture));
}
