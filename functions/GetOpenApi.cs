using Metrics.Pipeline.Web;
using Microsoft.AspNetCore.Http;

namespace Metrics.Functions;

/// <summary>The description of the doors, for anyone: it holds no data.</summary>
public sealed class GetOpenApi
{
    [Function(nameof(GetOpenApi))]
    public IResult Run([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = Routes.OpenApi)] HttpRequest request) => OpenApi.Answer(request);
}
