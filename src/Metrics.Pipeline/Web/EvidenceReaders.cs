using System.ComponentModel.DataAnnotations;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;

namespace Metrics.Pipeline.Web;

/// <summary>Who may read the evidence through its door (contract 9).</summary>
public sealed class EvidenceReaderOptions : IValidatableObject
{
    /// <summary>By name: the SHA-256 of the reader's key, 64 hexadecimal digits. The default is nobody.</summary>
    public IReadOnlyDictionary<string, string> EvidenceReaders { get; init; } = new Dictionary<string, string>();

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext) => EvidenceReaders
        .Where(r => r.Value.Length != 2 * SHA256.HashSizeInBytes || !r.Value.All(char.IsAsciiHexDigit))
        .Select(r => new ValidationResult($"The key of '{r.Key}' is expected as its SHA-256, 64 hexadecimal digits.", [nameof(EvidenceReaders)]));
}

/// <summary>Checks the digits above; generated.</summary>
[OptionsValidator]
sealed partial class ValidateEvidenceReaderOptions : IValidateOptions<EvidenceReaderOptions>;

/// <summary>Tells by the key of a request who asks for evidence.</summary>
public sealed class EvidenceReaders(IOptions<EvidenceReaderOptions> options)
{
    const string KeyHeader = "x-evidence-key";

    readonly (string Name, byte[] Hash)[] _readers = [.. options.Value.EvidenceReaders.Select(r => (r.Key, Convert.FromHexString(r.Value)))];

    /// <returns>The reader's name; null: there is no key, or it is nobody's.</returns>
    internal string? Find(HttpRequest request)
    {
        var hash = SHA256.HashData(Encoding.UTF8.GetBytes(request.Headers[KeyHeader].ToString()));
        string? found = null;
        // All are compared, each in the same time: how long it takes tells nothing about a key.
        foreach (var (name, own) in _readers)
            found = CryptographicOperations.FixedTimeEquals(hash, own) ? name : found;
        return request.Headers.ContainsKey(KeyHeader) ? found : null;
    }
}
