using System.Text;
using Metrics.CaseLogs;

namespace Metrics.Proposing;

/// <summary>Proposes how a file with headers and words of its own is read: a mapping (contract 7) for a person to go over.</summary>
public static class MappingProposal
{
    /// <summary>A <c>mappings.json</c> in UTF-8, a comment a line that says what is sure and what is a guess.</summary>
    /// <param name="source">The source that the mapping is for; null: of all.</param>
    /// <param name="sheet">The sheet of a spreadsheet; null: the first that is not hidden.</param>
    /// <exception cref="RefusedException">The file cannot be read, or no record names a case and a time.</exception>
    public static byte[] For(LogFile file, string? source, string? sheet)
    {
        var table = UnknownTable.Of(file, sheet);
        var used = new HashSet<FileColumn>();
        var fields = new ProposedFields(table, file.Source, used);
        var ofEvents = table.HasEvents;
        var text = new StringBuilder();
        var rows = table.IsOfContract ? new Bilingual("一行一个事件，表头已符合数据约定，无需映射", "a row is one event, and its headers are the contract's: no mapping is needed")
            : ofEvents ? new("一行一个事件", "a row is one event") : new("一行一个办件（宽表）", "a row is one case");
        text.AppendLine("{").AppendLine("  \"mappings\": [").AppendLine("    {")
            .Append("      // ").Append(rows.En).Append("; ").AppendLine(rows.Zh);
        foreach (var (name, value) in new[] { ("source", source), ("sheet", sheet) })
        {
            if (value is not null)
                text.Append("      \"").Append(name).Append("\": ").Append(ProposedLine.Quote(value)).AppendLine(",");
        }
        Append(text, "fields", '{', fields.Lines(ofEvents), '}');
        if (!ofEvents)
        {
            text.AppendLine(",");
            Append(text, "events", '[', new ProposedEvents(table, fields, used).Lines(), ']');
        }
        text.AppendLine().Append("      // not read 未读取: ").AppendJoin(", ", table.Others(used))
            .AppendLine().AppendLine("    }").AppendLine("  ]").AppendLine("}");
        return Encoding.UTF8.GetBytes(text.Replace("\r\n", "\n").ToString());
    }

    static void Append(StringBuilder text, string name, char open, List<ProposedLine> lines, char close)
    {
        text.Append("      \"").Append(name).Append("\": ").Append(open).AppendLine();
        foreach (var (i, line) in lines.Index())
            text.Append("        ").Append(line.Json).Append(i < lines.Count - 1 ? "," : "").Append(" // ").AppendLine(line.Note);
        text.Append("      ").Append(close);
    }
}
