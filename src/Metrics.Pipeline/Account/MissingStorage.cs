using Azure;
using Azure.Core;
using Azure.Core.Pipeline;

namespace Metrics.Pipeline.Account;

/// <summary>A container, table or queue of the account is not there: no answer about what lies in it. Status is 0, since 404 means a blob or row.</summary>
public sealed class MissingStorageException(string what)
    : RequestFailedException($"The storage account lacks the {what}. Deploy it again (存储账户缺少所需的容器、表或队列，请重新部署).");

/// <summary>Tells by name what the account lacks, whoever asks for something in it.</summary>
/// <param name="kind">What the client's service holds: container, table, queue.</param>
/// <param name="name">Its name in an address of the service.</param>
sealed class MissingStorage(string kind, Func<Uri, string> name) : HttpPipelineSynchronousPolicy
{
    const string CodeHeader = "x-ms-error-code";
    static readonly string[] _codes = ["ContainerNotFound", "TableNotFound", "QueueNotFound"];

    public override void OnReceivedResponse(HttpMessage message)
    {
        if (message.Response.Status == 404 && IsMissing(message.Response))
            throw new MissingStorageException($"{kind} {name(message.Request.Uri.ToUri())}");
    }

    // Tables tell the code in the body alone.
    static bool IsMissing(Response response) => response.Headers.TryGetValue(CodeHeader, out var code)
        ? _codes.Contains(code) : response.ContentStream is MemoryStream && _codes.Any(c => response.Content.ToString().Contains(c, StringComparison.Ordinal));
}
