using Metrics.Documents.Changes;
using Metrics.Documents.Published;

namespace Metrics.Documents.Tests.Changes;

public sealed class CauseTests
{
    static readonly Manifest _before = new("2", new(2019, 3, 31), "c1",
        new("k1", [new(2019, "国办发明电〔2018〕15号", new(2018, 12, 6)), new(2018, "旧", new(2017, 11, 30))], [new("42", new(2019, 5, 1), new(2019, 5, 2), "鄂")]),
        [Log("gone", "g"), Log("kept", "k"), Log("replaced", "r1")], [], Policies: "p1", Register: "r1");

    static readonly Manifest _after = new("3", new(2019, 4, 30), "c2",
        new("k2", [new(2019, "国办发明电〔2018〕15号", new(2018, 12, 6)), new(2019, "国办发明电〔2019〕3号", new(2019, 3, 22), "国办发明电〔2018〕15号")], []),
        [Log("kept", "k"), Log("new", "n"), Log("replaced", "r2")], [], KnownOn: new(2019, 4, 1), Policies: "p1", Mappings: "m1", Indicators: "i1");

    [Fact]
    public void What_differs_between_two_manifests_is_told_in_the_order_of_a_replay() => Assert.Equal(
        [
            new(Reason.Program, "definitions", "2", "3"),
            new(Reason.Calendar, "calendar", "k1", "k2"),
            new(Reason.Calendar, "known_on", null, "2019-04-01"),
            new(Reason.Calendar, "layer 42 鄂 2019-05-01..2019-05-02", "", null),
            new(Reason.Calendar, "notice 2018 旧", "2017-11-30", null),
            new(Reason.Calendar, "notice 2019 国办发明电〔2019〕3号", null, "2019-03-22"),
            new(Reason.Catalogue, "catalogue", "c1", "c2"),
            new(Reason.Register, "register", "r1", null),
            new(Reason.Register, "indicators", null, "i1"),
            new(Reason.Mappings, "mappings", null, "m1"),
            new(Reason.LogsGone, "hall/gone", "g", null),
            new(Reason.LogsReplaced, "hall/replaced", "r1", "r2"),
            new(Reason.LogsNew, "hall/new", null, "n"),
            new(Reason.AsOf, "as_of", "2019-03-31", "2019-04-30"),
        ],
        Cause.Of(_before, _after));

    [Fact]
    public void Nothing_differs_between_a_manifest_and_itself() => Assert.Empty(Cause.Of(_before, _before));

    static ManifestInput Log(string name, string sha256) => new("hall", name, sha256, 1, false, 1, 1, 0, 0);
}
