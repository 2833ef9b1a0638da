using Microsoft.Extensions.Configuration;
using SeoRankGenius.Credits.Configuration;
using SeoRankGenius.Credits.Demo;

var options = new DemoOptions { Args = [.. args.Where(arg => arg != "--reset")], Reset = args.Contains("--reset") };
options = options.With(new ConfigurationBuilder().AddEnvironmentVariables().AddCommandLine(options.Args).Build());
try
{
    await using var demo = await DemoHost.StartAsync(options);
    Console.WriteLine(demo.Welcome);
    await demo.UntilStoppedAsync();
    return 0;
}
catch (Exception fault) when (fault is InvalidConfiguration or IOException)
{
    // A taken port is the likely one.
    await Console.Error.WriteLineAsync(
        $"{fault.Message}\nOther ports: --Demo:AppUrl=http://localhost:5090 --Demo:StripeUrl=http://localhost:5091");
    return 1;
}
