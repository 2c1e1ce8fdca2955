using System.Text;
using Metrics.Files;

namespace Metrics.Mappings;

/// <summary>Reads where the values of contract columns come from: the objects <c>fields</c> of a mapping (contract 7).</summary>
sealed class MappedFieldReader(MappingNames names)
{
    /// <summary>Columns that an entry of rows of cases gives by itself.</summary>
    static readonly Column[] _ofEntries = [Column.EventId, Column.Event, Column.At];

    public MappedField[] Read(JsonNode node, bool ofCases)
    {
        var fields = new List<MappedField>();
        foreach (var (name, value) in node.Members())
        {
            if (Columns.Of(Encoding.UTF8.GetBytes(name)) is not { } column || column.Name() != name)
                throw node.NameFault(name, "expected columns of a log, such as case_id", "应为日志的列名，如 case_id");
            if (ofCases && _ofEntries.Contains(column))
                throw node.NameFault(name, "which each entry of events gives, expected other columns", "该列由 events 的各项给出，此处不应有");
            fields.Add(new(column, ReadSource(value, column)));
        }
        return [.. fields];
    }

    public CellSource ReadSource(JsonNode node, Column column)
    {
        if (node.IsText)
            return CellSource.Cell(names.Header(node, node.Text()));
        node.AllowOnly("column", "values", "else", "constant");
        if (node.Member("constant") is { } constant)
        {
            node.AllowOnly("constant");
            return CellSource.Constant(names.Word(constant));
        }
        var headerNode = node.Needed("column");
        var header = names.Header(headerNode, headerNode.Text());
        int? otherwise = node.Member("else") is { } other ? names.Word(other) : null;
        return node.Member("values") is { } values ? ReadTable(values, header, otherwise, column)
            : otherwise is null ? CellSource.Cell(header)
            : CellSource.ByWords(header, new(), [], otherwise, table: -1);
    }

    CellSource ReadTable(JsonNode node, int header, int? otherwise, Column column)
    {
        var cells = new Utf8Index();
        var words = new List<int>();
        foreach (var (cell, value) in node.Members())
        {
            var (known, word) = (cells.Count, names.Word(value));
            var index = cells.Add(MappingNames.Clean(value, cell));
            if (index == known)
                words.Add(word);
            else if (words[index] != word)
                throw value.Fault("", value.TextOrEmpty(), "one word for cells that are the same once cleaned", "清理后相同的单元格只对应一个词");
        }
        // Cells of times are mostly times, and no words.
        var table = column is Column.At or Column.Updated ? -1 : names.Table(column, header);
        return CellSource.ByWords(header, cells, [.. words], otherwise, table);
    }
}
