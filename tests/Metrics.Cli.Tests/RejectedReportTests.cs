using System.IO.Compression;
using System.Text.Json.Nodes;

namespace Metrics.Cli.Tests;

/// <summary>What <c>metrics summarize</c> and <c>explain</c> tell of lines that did not count.</summary>
public sealed class RejectedReportTests : IDisposable
{
    const string Header = "case_id,event,at,item_code,district,channel,result\n";

    readonly string _folder = Directory.CreateTempSubdirectory("metrics-rejected-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task Each_file_with_rejected_lines_is_named_with_the_first_of_them_and_a_total()
    {
        Write("in/one_net/a.csv", Header + "c1,accepted,2019-03-04,A1,110101,,\nc2,accepted,yesterday,A1,110101,,\nc3,accepted,2019-03-04,A9,110101,,\n");
        Write("in/one_net/b.csv", Header + "c4,accepted,2019-03-04,A1,110101,,\n");
        var run = await Summarize("--logs", Out("in/one_net"));
        Assert.Contains("one_net/a.csv: 2 of 3 lines rejected (拒收), the first: line 3: column at is 'yesterday', expected a time", run.Error, StringComparison.Ordinal);
        Assert.Contains("4 lines = 2 accepted + 0 duplicate + 2 rejected; rejected lines in 1 of 2 files", run.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("b.csv", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_line_that_the_catalogue_rejects_is_told_with_its_number()
    {
        Write("in/one_net/a.csv", Header + "c1,accepted,2019-03-04,A1,110101,,\nc3,accepted,2019-03-04,A9,110101,,\n");
        var run = await Summarize("--logs", Out("in/one_net"));
        Assert.Contains("the first: line 3: column item_code is 'A9', expected an item in force in the catalogue on 2019-03-04", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_rejected_lines_are_kept_in_the_folder_in_their_order()
    {
        Write("in/one_net/x/a.csv", Header + "c3,accepted,2019-03-04,A9,110101,,\nc2,accepted,yesterday,A1,110101,,\n");
        await Summarize("--logs", Out("in/one_net"), "--rejected", Out("rejected"));
        var lines = File.ReadAllLines(Out("rejected/one_net/x/a.csv.ndjson")).Select(l => JsonNode.Parse(l)!).ToList();
        Assert.Equal(["2 unknown_item item_code", "3 bad_time at"], lines.Select(l => $"{l["line"]} {l["reason"]} {l["column"]}"));
        Assert.Equal("c3", lines[0]["fields"]!["case_id"]!.ToString());
        Assert.StartsWith("an item in force", lines[0]["expected"]!.ToString(), StringComparison.Ordinal);
        using var workbook = ZipFile.OpenRead(Out("rejected/rejected.xlsx"));
        using var sheet = new StreamReader(workbook.GetEntry("xl/worksheets/sheet1.xml")!.Open());
        var text = await sheet.ReadToEndAsync(TestContext.Current.CancellationToken);
        Assert.Matches("one_net/x/a.csv.*事项不在目录.*A9.*one_net/x/a.csv.*时间无效.*yesterday", text);
    }

    [Fact]
    public async Task A_folder_of_sources_given_as_one_source_looks_misnamed()
    {
        Write("in/inbox/one_net/a.csv", Header + "c1,accepted,2019-03-04,A1,110101,,\n");
        var run = await Summarize("--logs", Out("in/inbox"));
        Assert.Contains("source 'inbox' looks misnamed", run.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("hall", "1")]
    [InlineData("one_window", "")]
    public async Task A_source_that_names_channels_or_is_known_does_not(string source, string channel)
    {
        Write($"in/{source}/a.csv", Header + $"c1,accepted,2019-03-04,A1,110101,{channel},\n");
        Assert.DoesNotContain("misnamed", (await Summarize("--logs", Out($"in/{source}"))).Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Every_warning_leads_to_its_case_and_line()
    {
        Write("in/one_net/a.csv", Header + "c1,decided,2019-03-03,,,,granted\nc1,accepted,2019-03-04,A1,110101,,\nc2,decided,2019-03-05,,,,granted\n");
        await Summarize("--logs", Out("in/one_net"), "--faults", Out("faults.csv"));
        Assert.Equal(
        [
            "code,case_id,event,at,source,file,line", "before_accepted,c1,decided,2019-03-03T23:59:59,one_net,a.csv,2",
            "never_accepted,c2,decided,2019-03-05T23:59:59,one_net,a.csv,4",
        ], File.ReadAllLines(Out("faults.csv")));
    }

    [Fact]
    public async Task Stages_that_the_policy_lacks_lead_to_the_acceptance_that_names_them()
    {
        Write("in/one_net/a.csv", "case_id,event,at,item_code,district,policy,stages\n"
            + "c0,received,2019-03-01,,,,\nc0,visited,2019-03-02,,,,\nc1,accepted,2019-03-04,A1,110101,business_setup,seal;nope\n");
        await Summarize("--logs", Out("in/one_net"), "--faults", Out("faults.csv"));
        Assert.Equal(["stage_not_in_policy,c1,accepted,2019-03-04T00:00:00,one_net,a.csv,4"], File.ReadAllLines(Out("faults.csv"))[1..]);
    }

    [Fact]
    public async Task A_case_whose_lines_were_all_rejected_is_explained_with_them()
    {
        Write("in/one_net/a.csv", Header + "c1,accepted,2019-03-04,A1,110101,,\nc2,accepted,yesterday,A1,110101,,\n");
        Write("catalogue.csv", "item_code,kind,promised_days\nA1,licence,3\n");
        var run = await MetricsProcess.RunAsync(["explain", "c2", "--catalogue", Out("catalogue.csv"), "--as-of", "2019-03-31", "--logs", Out("in/one_net")]);
        Assert.Equal(2, run.ExitCode);
        Assert.Contains("all its 1 lines were rejected: one_net/a.csv, line 3: column at is 'yesterday'", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_name_of_the_city_stands_in_the_publication()
    {
        Write("in/one_net/a.csv", Header + "c1,accepted,2019-03-04,A1,110101,,\n");
        await Summarize("--logs", Out("in/one_net"), "--city", "云溪市");
        var names = JsonNode.Parse(File.ReadAllText(Out("out/names.json")))!;
        Assert.Equal("云溪市", names["city"]!.ToString());
        Assert.Equal(["business_setup 2 registration,seal,invoice,social_insurance"], names["policies"]!.AsArray()
            .Select(p => $"{p!["id"]} {p["limit_days"]} {string.Join(',', p["stages"]!.AsArray().Select(s => s!["id"]))}"));
        Assert.Equal("A1", names["items"]![0]!["code"]!.ToString());
    }

    Task<MetricsProcess> Summarize(params string[] arguments)
    {
        Write("catalogue.csv", "item_code,kind,promised_days\nA1,licence,3\n");
        return MetricsProcess.RunAsync(["summarize", "--catalogue", Out("catalogue.csv"), "--out", Out("out"), "--as-of", "2019-03-31", .. arguments]);
    }

    string Out(string name) => Path.Combine(_folder, name);

    void Write(string name, string text)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(Out(name))!);
        File.WriteAllText(Out(name), text);
    }
}
