using SeoRankGenius.Credits.Tests.Fixtures;

namespace SeoRankGenius.Credits.Tests.Hosting;

public sealed class RequestLogTests
{
    [Fact]
    public async Task A_launch_links_code_is_not_in_the_log()
    {
        var code = new string('Q', 32);
        var console = Console.Out;
        var log = new StringWriter();
        Console.SetOut(TextWriter.Synchronized(log));
        try
        {
            await using var app = await App.StartAsync(
                Provider.Sqlite, new Settings(("Logging:Level", "Information")));
            using var browser = app.Visit();
            (await browser.GetAsync("/launch/" + code)).Is(410);
            (await browser.GetAsync("/Launch/" + code)).Is(410);
        }
        finally
        {
            Console.SetOut(console);
        }

        Assert.Contains("/launch/…", log.ToString());
        Assert.DoesNotContain(code, log.ToString());
    }
}
