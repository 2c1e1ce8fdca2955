namespace Metrics.Proposing;

/// <summary>The fields of a row: which columns of the file are which columns of the contract.</summary>
sealed class ProposedFields(UnknownTable table, string source, ISet<FileColumn> used)
{
    static readonly string[] _ofRows = ["case_id", "item_code", "policy", "district", "channel", "project_code", "updated", "deleted"];
    static readonly string[] _ofEvents = ["event_id", "event", "at", "stage", "result", "reason", "days", "rating"];

    /// <param name="ofEvents">A row is one event, else a case.</param>
    public List<ProposedLine> Lines(bool ofEvents)
    {
        var lines = new List<ProposedLine>();
        foreach (var name in ofEvents ? [.. _ofRows, .. _ofEvents] : _ofRows)
        {
            if (Source(name) is { } source)
                lines.Add(ProposedLine.Of($"\"{name}\": {source.Json}", source.Doubt));
        }
        return lines;
    }

    /// <summary>Null: the file does not say, and the contract has a rule for that.</summary>
    public ProposedSource? Source(string name)
    {
        if (table.Find(name) is { } column)
        {
            used.Add(column);
            return ProposedSource.Of(name, column);
        }
        return name switch
        {
            "item_code" => ProposedSource.Constant("事项编码", new("文件中没有事项列，请填写目录中的编码", "the file has no column of the item: write the code of the catalogue")),
            "district" => ProposedSource.Constant(ProposedSource.NoDistrict,
                new("文件中没有区划列，请填写六位行政区划代码（GB/T 2260）", "the file has no division: write its six digits (GB/T 2260)")),
            "channel" when source is not ("one_window" or "one_net") => ProposedSource.Constant("other",
                new("文件中没有办理渠道列，请填写 one_window、one_net 或 other", "the file has no channel: write one_window, one_net or other")),
            "result" => ProposedSource.Constant("granted", new("文件中没有办理结果列，均按准予计", "the file has no result: all are taken as granted")),
            _ => null,
        };
    }
}
