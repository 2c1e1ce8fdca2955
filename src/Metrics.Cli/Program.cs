Console.WriteLine("metrics");
