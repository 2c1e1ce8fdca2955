using Metrics.Local;
using Microsoft.Extensions.Hosting;

var app = LocalApp.Create(args);
await app.StartAsync();
foreach (var address in app.Urls)
    Console.WriteLine($"listening at {address} with the key {LocalApp.FunctionKey(app)}");
await app.WaitForShutdownAsync();
