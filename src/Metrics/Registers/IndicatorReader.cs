using Metrics.Files;

namespace Metrics.Registers;

/// <summary>Reads indicators from JSON and refuses what could be misread or could never count anything.</summary>
sealed class IndicatorReader
{
    const int LongestId = 64;

    readonly HashSet<string> _ids;
    readonly List<Indicator> _read = [];

    IndicatorReader(IEnumerable<string> taken) => _ids = [.. taken];

    /// <param name="known">Those whose ids are taken.</param>
    /// <exception cref="RefusedException">The indicators are refused, with the place.</exception>
    internal static IReadOnlyList<Indicator> Read(ReadOnlyMemory<byte> json, IEnumerable<Indicator> known)
    {
        var reader = new IndicatorReader(known.Select(i => i.Id).Concat(CaseFigure.All.Select(f => f.Id)));
        JsonNode.Read(json, new("指标", "indicators"), "indicators", node => reader._read.Add(reader.Read(node)));
        return reader._read;
    }

    Indicator Read(JsonNode node)
    {
        node.AllowOnly("id", "kind", "name", "definition", "numerator", "denominator");
        var kind = Kind(node.Needed("kind"));
        return new(Id(node.Needed("id")), Both(node.Needed("name")), Both(node.Needed("definition")),
            Count(node.Needed("numerator"), kind), node.Optional("denominator") is { } denominator ? Count(denominator, kind) : null);
    }

    string Id(JsonNode node)
    {
        var id = node.Text();
        if (id.Length > LongestId || !char.IsAsciiLetterLower(id[0]) || id.Any(c => !char.IsAsciiLetterLower(c) && !char.IsAsciiDigit(c) && c != '_'))
        {
            throw node.Fault("", id, $"at most {LongestId} of a to z, 0 to 9 and _, a letter first",
                $"最多 {LongestId} 个小写英文字母、数字或下划线，以字母开头");
        }
        return _ids.Add(id) ? id : throw node.Fault("", id, "another id: this one is a figure's already", "其他编号：此编号已被使用");
    }

    static RegisterKind Kind(JsonNode node) => RegisterKind.Find(node.Text()) is { } kind ? kind : throw node.Fault(node.Text(), RegisterKind.Expected);

    internal static Bilingual Both(JsonNode node)
    {
        node.AllowOnly("zh", "en");
        return new(node.Needed("zh").Text(), node.Needed("en").Text());
    }

    static RegisterCount Count(JsonNode node, RegisterKind kind)
    {
        node.AllowOnly("date", "distinct", "intake", "outcome", "tags");
        var count = new RegisterCount(kind, By(node.Needed("date"), kind))
        {
            IsDistinct = node.Optional("distinct")?.Flag() ?? false,
            Intakes = Words(node.Optional("intake"), kind.Intakes),
            Outcomes = Words(node.Optional("outcome"), kind.Outcomes),
            Tags = Words(node.Optional("tags"), kind.Tags),
        };
        return count.IsStock && count.Outcomes.Count > 0
            ? throw node.Fault("outcome", "", "none: what has an outcome is closed, and no stock", "无：已有结果即已办结，不计入存量") : count;
    }

    static CountedBy By(JsonNode node, RegisterKind kind) => node.Text() switch
    {
        "received" => CountedBy.Received,
        "intake_at" when !kind.Intakes.IsEmpty => CountedBy.IntakeAt,
        "heard" when kind == RegisterKind.Litigation => CountedBy.Heard,
        "closed" => CountedBy.Closed,
        "stock" => CountedBy.Stock,
        "stock_before" => CountedBy.StockBefore,
        var other => throw node.Fault("", other, "received, intake_at (of a kind with an intake), heard (of a litigation), closed, stock or stock_before",
            "received、intake_at（有受理决定的类别）、heard（行政应诉）、closed、stock 或 stock_before"),
    };

    static string[] Words(JsonNode? node, Vocabulary words) => node is null ? []
        : [.. node.Items().Select(item => words.Find(item.Text()) ?? throw item.Fault(item.Text(), words.Expected))];
}
