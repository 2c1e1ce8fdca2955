using System.Text;
using Metrics.Files;

namespace Metrics.Policies;

/// <summary>Reads policies from JSON (contract 2) and refuses what could be misread.</summary>
sealed class PolicyReader
{
    readonly Utf8Index _ids = new();
    readonly Utf8Index _stageIds = new();
    readonly Utf8Index _words = new();
    readonly List<StageNumber> _stageOfWord = [];
    readonly List<List<PolicyVersion>> _versions = [[]];

    PolicyReader() => _ids.Add(PolicySet.PromisedId);

    /// <exception cref="RefusedException">The policies are refused.</exception>
    internal static PolicySet Read(ReadOnlyMemory<byte> json, string? sha256)
    {
        var reader = new PolicyReader();
        JsonNode.Read(json, new("时限政策", "policies"), "policies", node => reader.Add(reader.ReadVersion(node), node));
        return new(reader._ids, reader._stageIds, reader._words, [.. reader._stageOfWord],
            [.. reader._versions.Select(v => v.ToArray())], sha256);
    }

    PolicyVersion ReadVersion(JsonNode node)
    {
        node.AllowOnly("id", "name", "measure", "limit_days", "correction_stops_clock", "stages", "end_item", "from", "to");
        var id = Word(node.Needed("id"));
        if (id == PolicySet.PromisedId)
            throw node.Fault("id", id, "another id: promised is built in", "其他编号：promised 为内置");
        var measure = ReadMeasure(node.Needed("measure"));
        var (zh, en) = ReadName(node);
        var version = new PolicyVersion
        {
            Policy = new(_ids.Add(id)),
            Id = id,
            NameZh = zh ?? id,
            NameEn = en ?? id,
            Measure = measure,
            LimitDays = node.Needed("limit_days").Days(Catalogue.MostDays),
            CorrectionStopsClock = node.Optional("correction_stops_clock")?.Flag() ?? true,
            Stages = [.. (node.Optional("stages")?.Items() ?? []).Select(ReadStage)],
            EndItem = measure == Measure.Project ? node.Needed("end_item").Text() : node.Optional("end_item")?.Text(),
            From = node.Optional("from")?.Day() ?? Day.First,
            To = node.Optional("to")?.Day() ?? Day.Last,
        };
        if (version.From > version.To)
            throw node.Fault("to", node.Optional("to")!.Text(), "a day not before from", "不早于 from 的日期");
        if (measure == Measure.Stages && version.Stages.Count == 0)
            throw node.Fault("stages", "[]", "at least one stage", "至少一个环节");
        return version;
    }

    static Measure ReadMeasure(JsonNode node) => node.Text() switch
    {
        "case" => Measure.Case,
        "stages" => Measure.Stages,
        "project" => Measure.Project,
        var other => throw node.Fault("", other, "case, stages or project", "case、stages 或 project"),
    };

    static (string? Zh, string? En) ReadName(JsonNode node)
    {
        if (node.Optional("name") is not { } name)
            return (null, null);
        name.AllowOnly("zh", "en");
        return (name.Optional("zh")?.Text(), name.Optional("en")?.Text());
    }

    PolicyStage ReadStage(JsonNode node)
    {
        node.AllowOnly("id", "name");
        var id = StageWord(node.Needed("id"));
        var stage = new StageNumber(_stageIds.Add(id));
        AddWord(id, stage, node);
        if (node.Optional("name")?.Optional("zh") is { } name)
            AddWord(StageWord(name), stage, node);
        var (zh, en) = ReadName(node);
        return new(stage, id, zh ?? id, en ?? id);
    }

    /// <summary>A word that logs use and tables show: a value that cleaning changes is met in no log, and * stands for all in a table.</summary>
    static string Word(JsonNode node)
    {
        var word = node.Text();
        var utf8 = Encoding.UTF8.GetBytes(word);
        return word != "*" && Cleaning.Clean(utf8).SequenceEqual(utf8) ? word
            : throw node.Fault("", word, "a word without blanks around it that means neither missing nor all (*)", "首尾无空白，且不表示缺失或全部（*）的词");
    }

    static string StageWord(JsonNode node) =>
        Word(node) is var word && !word.Contains(';', StringComparison.Ordinal) ? word
            : throw node.Fault("", word, "a word without ';', which joins the stages applied for", "不含“;”（用于连接多个环节）的词");

    void AddWord(string word, StageNumber stage, JsonNode node)
    {
        var known = _words.Count;
        var index = _words.Add(word);
        if (index == known)
        {
            _stageOfWord.Add(stage);
        }
        else if (_stageOfWord[index] != stage)
        {
            var other = CellShape.Shown(_stageIds[_stageOfWord[index].Number]);
            throw node.Fault("", word, $"a word for one stage, but it means {other.En} too", $"一词一环节，但它还表示{other.Zh}");
        }
    }

    void Add(PolicyVersion version, JsonNode node)
    {
        if (version.Policy.Number == _versions.Count)
            _versions.Add([]);
        foreach (var other in _versions[version.Policy.Number])
        {
            if (other.Measure != version.Measure)
                throw node.Fault("measure", version.Measure.ToString(), "the measure of the other versions of this id", "与同一编号其他版本相同的计时方式");
            if (other.From <= version.To && version.From <= other.To)
                throw node.Fault("from", version.From.ToString(), "versions of one id that do not overlap", "同一编号的版本不得重叠");
        }
        if (version.Stages.Where((stage, i) => version.PlaceOf(stage.Stage) != i).Any())
            throw node.Fault("stages", version.Id, "each stage once", "每个环节只列一次");
        _versions[version.Policy.Number].Add(version);
    }
}
