using System.Text;
using Metrics.Documents.Published;

namespace Metrics.Documents.Tests.Published;

/// <summary>A publication is read from its files, each compared with the manifest.</summary>
public sealed class PublicationReaderTests
{
    static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task It_has_the_id_and_the_tables_of_the_publication()
    {
        var reader = await SmallCity.ReadAsync();
        Assert.Equal(SmallCity.Publication.Id, reader.Id);
        Assert.Equal(TableWords.Tables, reader.Tables);
        Assert.Equal(("2", new DateOnly(2019, 12, 31), 10), (reader.Manifest.Definitions, reader.Manifest.AsOf, reader.Manifest.Inputs[0].Lines));
    }

    [Fact]
    public async Task A_row_is_asked_by_column()
    {
        var row = (await RowsAsync("approval_time")).Single(r => r["period"] == "2019" && r["policy"] == "promised" && r["district"] == "*" && r["channel"] == "*");
        Assert.Equal((2, 1, 0.5000m), (row.Count("finished"), row.Count("on_time"), row.Number("on_time_rate")));
        Assert.Equal((4.00m, 1), (row.Number("net_mean"), row.Count("overdue")));
    }

    [Fact]
    public async Task A_number_of_nothing_is_null()
    {
        var row = (await RowsAsync("figures")).Single(r => r["figure"] == "setup_stages");
        Assert.Null(row.Count("denominator"));
        Assert.Null(row.Number("denominator"));
    }

    [Fact]
    public async Task A_quoted_key_is_read_as_what_it_holds()
    {
        var names = await (await SmallCity.ReadAsync()).NamesAsync(Stop);
        Assert.Equal(("云溪市", "公章, 刻制", "公安局"), (names.City, names.Items[1].Name, names.Items[1].Department));
        Assert.Equal(new Bilingual("企业开办", "Business set-up"), names.Policies[0].Name);
        Assert.Equal(["registration", "seal", "invoice", "social_insurance"], names.Policies[0].Stages.Select(s => s.Id));
    }

    [Fact]
    public async Task It_says_what_its_numbers_mean() =>
        Assert.Equal("兑现率", (await (await SmallCity.ReadAsync()).DefinitionsAsync(Stop)).Terms["kept_rate"].Zh);

    [Theory, InlineData("approval_time", 4), InlineData("service_items", 1), InlineData("figures", 2), InlineData("quality", 2), InlineData("warnings", 1)]
    public async Task The_keys_are_the_first_columns(string table, int keys)
    {
        using var read = await (await SmallCity.ReadAsync()).TableAsync(table, Stop);
        Assert.Equal(keys, read!.Keys);
    }

    [Fact]
    public async Task There_is_no_table_that_the_manifest_does_not_name() => Assert.Null(await (await SmallCity.ReadAsync()).TableAsync("other", Stop));

    [Fact]
    public async Task A_table_that_was_changed_is_refused_by_name()
    {
        var reader = await SmallCity.ReadAsync(With("approval_time.csv", csv => csv.Replace("promised", "PROMISED", StringComparison.Ordinal)));
        var refused = await Assert.ThrowsAsync<RefusedException>(() => RowsAsync("approval_time", reader));
        Assert.Contains("approval_time.csv is not the file that manifest.json names", refused.Why.En, StringComparison.Ordinal);
        Assert.Contains("approval_time.csv 与 manifest.json 所列的不符", refused.Why.Zh, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_table_that_was_cut_off_is_refused() =>
        await Assert.ThrowsAsync<RefusedException>(async () => await RowsAsync("approval_time", await SmallCity.ReadAsync(With("approval_time.csv", csv => csv[..^9]))));

    [Fact]
    public async Task Names_that_were_changed_are_refused() =>
        await Assert.ThrowsAsync<RefusedException>(async () => await (await SmallCity.ReadAsync(With("names.json", json => json + " "))).NamesAsync(Stop));

    [Fact]
    public async Task A_folder_without_a_manifest_is_no_publication()
    {
        var refused = await Assert.ThrowsAsync<RefusedException>(() => SmallCity.ReadAsync(new Dictionary<string, byte[]>()));
        Assert.Contains("no manifest.json", refused.Why.En, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_that_the_manifest_names_must_be_there()
    {
        var files = SmallCity.Publication.Files.Where(f => f.Key != "summary.json").ToDictionary();
        var reader = await SmallCity.ReadAsync(files);
        var refused = await Assert.ThrowsAsync<RefusedException>(() => reader.DefinitionsAsync(Stop));
        Assert.StartsWith("summary.json of the publication is missing", refused.Why.En, StringComparison.Ordinal);
    }

    [Theory, InlineData("[]"), InlineData("{}"), InlineData("not JSON"), InlineData("null")]
    public async Task A_manifest_of_another_form_is_refused_by_name(string json)
    {
        var refused = await Assert.ThrowsAsync<RefusedException>(() => SmallCity.ReadAsync(With("manifest.json", _ => json)));
        Assert.StartsWith("manifest.json of the publication cannot be read", refused.Why.En, StringComparison.Ordinal);
    }

    [Theory, InlineData("../names.json"), InlineData("/etc/passwd"), InlineData("summary.json")]
    public async Task A_manifest_names_files_of_its_folder_each_once(string name) => await Assert.ThrowsAsync<RefusedException>(
        () => SmallCity.ReadAsync(With("manifest.json", json => json.Replace("\"names.json\"", $"\"{name}\"", StringComparison.Ordinal))));

    static Dictionary<string, byte[]> With(string name, Func<string, string> change)
    {
        var files = SmallCity.Publication.Files.ToDictionary();
        files[name] = Encoding.UTF8.GetBytes(change(Encoding.UTF8.GetString(files[name])));
        return files;
    }

    static async Task<List<PublishedRow>> RowsAsync(string table, PublicationReader? reader = null)
    {
        using var read = await (reader ?? await SmallCity.ReadAsync()).TableAsync(table, Stop);
        return await read!.RowsAsync(Stop).ToListAsync(Stop);
    }
}
