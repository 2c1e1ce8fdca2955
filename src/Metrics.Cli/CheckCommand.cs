using System.CommandLine;
using System.Globalization;
using Metrics.Policies;

namespace Metrics.Cli;

/// <summary><c>metrics check</c>: whether a run would take this reference data; the first fault with its place where it would not.</summary>
static class CheckCommand
{
    internal static Command Create()
    {
        var catalogue = ReferenceOptions.CatalogueOption(required: false);
        var policies = ReferenceOptions.PoliciesOption();
        var calendar = new Option<string[]>("--calendar") { Description = "Notices and layers, a file or a folder.", HelpName = "PATH" };
        var command = new Command("check", "Checks reference data as a run would; exit code 2 where it is refused.") { catalogue, policies, calendar };
        command.Validators.Add(given =>
        {
            if (command.Options.All(option => given.GetResult(option) is null))
                given.AddError("found nothing to check, expected --catalogue, --policies or --calendar (请至少给出一个选项)");
        });
        command.SetAction(parsed =>
        {
            Check(parsed.GetValue(catalogue), parsed.GetValue(policies), parsed.InvocationConfiguration.Output);
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
            Say($"{policies}: ok, policies: {set.Ids.Count - 1}, versions: {set.Versions.Count()}");
        }
        if (catalogue is not null)
        {
            var read = Catalogue.Read(ReferenceOptions.Read("--catalogue", catalogue), set);
            Say($"{catalogue}: ok, items: {read.Items.Count}, rows: {read.Rows.Count}");
        }

        void Say(FormattableString text) => output.WriteLine(text.ToString(CultureInfo.InvariantCulture));
    }
}
