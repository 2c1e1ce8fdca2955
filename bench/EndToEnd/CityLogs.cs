using System.IO.Compression;

namespace Metrics.EndToEnd;

/// <summary>The logs of a city as one query of DuckDB's: a loader that knows the dialects, so that the rest can be SQL.</summary>
static class CityLogs
{
    static readonly string[] Columns =
    [
        "case_id", "event_id", "event", "at", "item_code", "policy", "district", "channel", "stage", "stages", "result", "reason",
        "days", "project_code", "rating", "updated", "deleted",
    ];

    static readonly (string Header, string Column)[] Chinese =
    [
        ("办件编号", "case_id"), ("办件编码", "case_id"), ("事件编号", "event_id"), ("流水号", "event_id"), ("事件", "event"),
        ("办理状态", "event"), ("时间", "at"), ("办理时间", "at"), ("事项编码", "item_code"), ("实施编码", "item_code"),
        ("审批流程", "policy"), ("行政区划", "district"), ("办理形式", "channel"), ("申报来源", "channel"), ("环节", "stage"),
        ("申请环节", "stages"), ("办理结果", "result"), ("原因", "reason"), ("天数", "days"), ("项目代码", "project_code"), ("满意度", "rating"),
        ("更新时间", "updated"), ("删除标志", "deleted"),
    ];

    /// <summary>Columns <c>source</c> and those of the contract, as text. Files of one source and one header are read together, with no sniffing.</summary>
    /// <param name="logs">Folder with a folder for each source; CSV in UTF-8, and NDJSON, gzip too.</param>
    internal static string Query(string logs)
    {
        var groups =
            from source in Directory.EnumerateDirectories(logs)
            from file in Directory.EnumerateFiles(source, "*", SearchOption.AllDirectories)
            group file by (Source: Path.GetFileName(source), Header: HeaderOf(file)) into files
            select files.Key.Header is { } header ? Csv(files.Key.Source, header, files) : Json(files.Key.Source, files);
        return string.Join("\nUNION ALL BY NAME ", groups.Prepend($"SELECT NULL::VARCHAR AS source, {List(Columns, c => $"NULL::VARCHAR AS \"{c}\"")} WHERE false"));
    }

    /// <summary>Null: NDJSON.</summary>
    static string? HeaderOf(string file)
    {
        if (file.Contains(".ndjson", StringComparison.Ordinal))
            return null;
        using var bytes = File.OpenRead(file);
        using var reader = new StreamReader(file.EndsWith(".gz", StringComparison.Ordinal) ? new GZipStream(bytes, CompressionMode.Decompress) : bytes);
        return reader.ReadLine();
    }

    static string Csv(string source, string header, IEnumerable<string> files)
    {
        var names = header.Split(',').Select(h => Chinese.FirstOrDefault(c => c.Header == h, (Header: h, Column: h)).Column).ToList();
        return $"SELECT '{source}' AS source, {List(Columns.Intersect(names), c => $"\"{c}\"")} FROM read_csv([{List(files, f => $"'{f}'")}], "
            + "auto_detect = false, header = true, quote = '\"', escape = '\"', delim = ',', ignore_errors = true, "
            + $"columns = {{{List(names, n => $"'{n}': 'VARCHAR'")}}})";
    }

    static string Json(string source, IEnumerable<string> files) =>
        $"SELECT '{source}' AS source, {List(Columns, c => $"coalesce({List(Names(c), n => $"\"{n}\"")}) AS \"{c}\"")} FROM read_json([{List(files, f => $"'{f}'")}], "
        + $"format = 'newline_delimited', ignore_errors = true, columns = {{{List(Columns.Concat(Chinese.Select(c => c.Header)), n => $"'{n}': 'VARCHAR'")}}})";

    static IEnumerable<string> Names(string column) => Chinese.Where(c => c.Column == column).Select(c => c.Header).Prepend(column);

    static string List<T>(IEnumerable<T> values, Func<T, string> text) => string.Join(", ", values.Select(text));
}
