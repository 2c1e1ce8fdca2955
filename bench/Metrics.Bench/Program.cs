using BenchmarkDotNet.Running;
using Metrics.Bench;

BenchmarkSwitcher.FromAssembly(typeof(LineReading).Assembly).Run(args);
