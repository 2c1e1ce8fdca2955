using Metrics.Local;
using Metrics.Local.Demo;
using Microsoft.Extensions.Hosting;

if (args is ["demo", .. var demo])
    return await DemoRun.MainAsync(demo);

var app = LocalApp.Create(args);
await app.StartAsync();
foreach (var address in app.Urls)
    Console.WriteLine($"listening at {address} with the key {LocalApp.FunctionKey(app)}");
await app.WaitForShutdownAsync();
return 0;
