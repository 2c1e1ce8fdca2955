using Metrics.Pipeline.Web;
using Microsoft.AspNetCore.Http;

namespace Metrics.Functions;

/// <summary>The page, for anyone: it holds no data, and asks <see cref="GetPageData"/> for it with the reader's key.</summary>
public sealed class GetPage
{
    [Function(nameof(GetPage))]
    public IResult Run([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = Routes.Page)] HttpRequest request) => DocumentAnswers.Page(request);
}
