using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Metrics.Documents.Evidence;

namespace Metrics.Pipeline.Web;

/// <summary>Where the rows of an answer ended, for whoever asks on. It holds no value of a row, since it stands in addresses.</summary>
/// <param name="Id">The publication: it stays the same when another one becomes current.</param>
/// <param name="Question">Hash of what was asked: the place means nothing in another order.</param>
sealed record EvidenceContinuation(string Id, string Question, int Part, int Row)
{
    static readonly JsonSerializerOptions _whole = new() { RespectRequiredConstructorParameters = true, RespectNullableAnnotations = true };

    internal EvidencePlace Place => new(Part, Row);

    internal static EvidenceContinuation Of(string id, EvidenceQuestion question, EvidencePlace last) => new(id, HashOf(id, question), last.Part, last.Row);

    internal bool Continues(string id, EvidenceQuestion question) => Id == id && Question == HashOf(id, question);

    /// <returns>Null: it is none of ours.</returns>
    internal static EvidenceContinuation? Read(string text)
    {
        try
        {
            return JsonSerializer.Deserialize<EvidenceContinuation>(Base64Url.DecodeFromChars(text), _whole);
        }
        catch (Exception e) when (e is FormatException or JsonException)
        {
            return null;
        }
    }

    public override string ToString() => Base64Url.EncodeToString(JsonSerializer.SerializeToUtf8Bytes(this));

    static string HashOf(string id, EvidenceQuestion question) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{id}\n{question.Table}\n{question}")))[..16];
}
