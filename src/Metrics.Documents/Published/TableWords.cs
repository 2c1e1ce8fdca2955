using System.Text.Json;
using System.Text.Json.Serialization;

namespace Metrics.Documents.Published;

/// <summary>What tables, columns and the words in them are called; a word that is not known, such as a newer program's, is itself.</summary>
public static partial class TableWords
{
    /// <param name="Columns">The reasons of rejected lines are columns of <c>quality</c>.</param>
    /// <param name="Values">Of key columns.</param>
    /// <param name="EvidenceColumns">A row of the evidence is a case, so that a word means another thing than in a table of counts.</param>
    sealed record WordFile(
        IReadOnlyDictionary<string, Bilingual> Tables, IReadOnlyDictionary<string, Bilingual> Columns, IReadOnlyDictionary<string, Bilingual> Values,
        IReadOnlyDictionary<string, Bilingual> EvidenceTables, IReadOnlyDictionary<string, Bilingual> EvidenceColumns);

    [JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, RespectRequiredConstructorParameters = true)]
    [JsonSerializable(typeof(WordFile))]
    sealed partial class WordJson : JsonSerializerContext;

    static readonly WordFile _words = Read();

    /// <summary>The names of the tables, in the contract's order.</summary>
    public static IReadOnlyList<string> Tables { get; } = [.. _words.Tables.Keys];

    /// <summary>Where a table stands in that order; one that is not of it: last.</summary>
    public static int PlaceOf(string table) => Tables.TakeWhile(t => t != table).Count();

    public static Bilingual Table(string name) => Find(_words.Tables, name);

    /// <summary>Also the reason of a rejected line.</summary>
    public static Bilingual Column(string name) => Find(_words.Columns, name);

    /// <summary>A word of a key column that is the same in every city.</summary>
    public static Bilingual Value(string word) => Find(_words.Values, word);

    /// <summary>The columns of the tables of the evidence (contract 9).</summary>
    public static IEnumerable<string> EvidenceColumns => _words.EvidenceColumns.Keys;

    public static Bilingual EvidenceTable(string name) => Find(_words.EvidenceTables, name);

    public static Bilingual EvidenceColumn(string name) => Find(_words.EvidenceColumns, name);

    static Bilingual Find(IReadOnlyDictionary<string, Bilingual> words, string word) =>
        words.TryGetValue(word, out var found) ? found : new(word, word);

    static WordFile Read()
    {
        using var data = typeof(TableWords).Assembly.GetManifestResourceStream("Metrics.Documents.Published.Data.words.json")!;
        return JsonSerializer.Deserialize(data, WordJson.Default.WordFile)!;
    }
}
