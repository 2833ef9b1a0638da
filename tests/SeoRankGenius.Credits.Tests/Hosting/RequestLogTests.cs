using System.Text.Json.Nodes;
using SeoRankGenius.Credits.Billing.Reconciliation;
using SeoRankGenius.Credits.Demo.Sandbox;
using SeoRankGenius.Credits.Tests.Fixtures;
using SeoRankGenius.Credits.Web.Hosting;

namespace SeoRankGenius.Credits.Tests.Hosting;

public sealed class RequestLogTests
{
    [Fact]
    public async Task A_launch_links_code_is_not_in_the_log()
    {
        var code = new string('Q', 32);

        var log = await LogAsync(new Settings(("Logging:Level", "Information")), async browser =>
        {
            (await browser.GetAsync("/launch/" + code)).Is(410);
            (await browser.GetAsync("/Launch/" + code)).Is(410);
        });

        Assert.Contains("/launch/…", log);
        Assert.DoesNotContain(code, log);
    }

    [Fact]
    public async Task No_code_of_a_link_is_in_the_log()
    {
        var code = new string('Q', 32);
        var count = 0;

        var log = await LogAsync(new Settings(("Logging:Level", "Information")), async app =>
        {
            using var browser = app.Visit();
            foreach (var route in (await app.RoutesAsync()).Where(route => route.Pattern.Contains("{code}")))
            {
                count++;
                await browser.SendAsync(new HttpMethod(route.Method), route.Pattern.Replace("{code}", code));
            }
        });

        Assert.Equal(count, log.Split("/… responded").Length - 1);
        Assert.DoesNotContain(code, log);
    }

    [Theory]
    [InlineData("Development")]
    [InlineData("Production")]
    public async Task A_path_cannot_forge_a_line(string environment)
    {
        var settings = Production.With(environment, ("Logging:Level", "Information"));

        var log = await LogAsync(settings, browser => browser.GetSecurelyAsync("/x%0d%0a00:00:00%20INF%20forged-line"));

        Assert.DoesNotContain("\n00:00:00 INF forged-line", log);
        Assert.Contains("/x%0D%0A00:00:00%20INF%20forged-line", log);
    }

    [Fact]
    public async Task In_production_a_line_is_one_JSON_object()
    {
        var settings = Production.With("Production", ("Logging:Level", "Information"));

        var log = await LogAsync(settings, browser => browser.GetSecurelyAsync("/no-such-page"));

        var line = JsonNode.Parse(log.Split('\n').Single(text => text.Contains("/no-such-page")))!.AsObject();
        Assert.EndsWith("Z", (string?)line["@t"]);
        Assert.Equal(32, ((string?)line["@tr"])!.Length);
        Assert.Equal(AppVersion.Text, (string?)line["Version"]);
        Assert.Equal("127.0.0.1", (string?)line["ClientAddress"]);
        Assert.StartsWith("""HTTP "GET" "/no-such-page" responded 404""", (string?)line["@m"]);
    }

    [Fact]
    public async Task Probes_are_not_logged()
    {
        var log = await LogAsync(new Settings(("Logging:Level", "Information")), async browser =>
        {
            (await browser.GetAsync("/health/ready")).Is(200);
            (await browser.GetAsync("/after-the-probe")).Is(404);
        });

        Assert.Contains("/after-the-probe", log);
        Assert.DoesNotContain("/health/ready", log);
    }

    [Fact]
    public async Task A_proxy_whose_scheme_is_not_known_is_named_once_a_minute()
    {
        var log = await LogAsync(Production.With("Production", ("Logging:Level", "Warning")), async browser =>
        {
            browser.Headers.Host = "credits.example";
            (await browser.GetAsync("/signin")).Is(307);
            (await browser.GetAsync("/signin")).Is(307);
        });

        var line = Assert.Single(log.Split('\n'), line => line.Contains("came over http"));
        Assert.Contains("list it in KnownProxies and let it send X-Forwarded-Proto", line);
    }

    [Fact]
    public async Task Stripe_being_away_is_one_line_for_a_pass()
    {
        var log = await LogAsync(new Settings(("Logging:Level", "Warning")), async app =>
        {
            await app.BuyAsync(await app.World.SiteAsync());
            app.Stripe.Faults.Always(Fault.Unreachable);
            await app.Get<ReconciliationRunner>().RunAsync(TimeSpan.Zero, default);
        });

        // Hosts of other tests write to the same console, but not about Stripe; an exception's lines would name it.
        Assert.EndsWith(
            " WRN Reconciliation waits for its next pass: Stripe cannot be reached right now.",
            Assert.Single(log.Split('\n'), line => line.Contains("Stripe")));
    }

    private static Task<string> LogAsync(Settings settings, Func<Visitor, Task> visit) =>
        LogAsync(settings, async app =>
        {
            using var browser = app.Visit();
            await visit(browser);
        });

    private static async Task<string> LogAsync(Settings settings, Func<App, Task> run)
    {
        var console = Console.Out;
        var log = new StringWriter();
        Console.SetOut(TextWriter.Synchronized(log));
        try
        {
            await using var app = await App.StartAsync(Provider.Sqlite, settings);
            await run(app);
        }
        finally
        {
            Console.SetOut(console);
        }

        return log.ToString();
    }
}
