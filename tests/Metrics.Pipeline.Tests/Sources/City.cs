using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Metrics.Pipeline.Tests.Sources;

/// <summary>A server of logs on free ports, over https first and http second.</summary>
static class City
{
    static readonly X509Certificate2 _certificate = Certificate();

    internal static async Task<WebApplication> StartAsync(Action<WebApplication> doors)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseKestrelHttpsConfiguration();
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.Listen(IPAddress.Loopback, 0, endpoint => endpoint.UseHttps(_certificate));
            kestrel.Listen(IPAddress.Loopback, 0);
        });
        builder.Logging.ClearProviders();
        var city = builder.Build();
        doors(city);
        await city.StartAsync(TestContext.Current.CancellationToken);
        return city;
    }

    internal static string Https(this WebApplication city) => city.Urls.Single(u => u.StartsWith("https:", StringComparison.Ordinal));

    internal static string Http(this WebApplication city) => city.Urls.Single(u => u.StartsWith("http:", StringComparison.Ordinal));

    /// <summary>Lets a host take the server's certificate, which nobody has signed.</summary>
    internal static void Trust(IServiceCollection services) => services.ConfigureHttpClientDefaults(client => client.ConfigurePrimaryHttpMessageHandler(() =>
        new SocketsHttpHandler { SslOptions = { RemoteCertificateValidationCallback = (_, shown, _, _) => _certificate.Equals(shown) } }));

    static X509Certificate2 Certificate()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var now = TimeProvider.System.GetUtcNow();
        return new CertificateRequest("CN=city", key, HashAlgorithmName.SHA256).CreateSelfSigned(now.AddDays(-1), now.AddDays(1));
    }
}
