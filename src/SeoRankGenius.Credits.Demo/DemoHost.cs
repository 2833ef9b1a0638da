using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Configuration.Json;
using Microsoft.Extensions.Configuration.Memory;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using SeoRankGenius.Credits.Catalog;
using SeoRankGenius.Credits.Web;

namespace SeoRankGenius.Credits.Demo;

/// <summary>The web app with sample data and a Stripe sandbox.</summary>
public sealed class DemoHost : IAsyncDisposable
{
    private const string SecretKey = "sk_test_demo", WebhookSecret = "whsec_demo_secret";

    private readonly WebApplication _app;

    private DemoHost(WebApplication app, StripeSandbox? stripe, SampleData samples)
    {
        _app = app;
        Stripe = stripe;
        Samples = samples;
    }

    /// <summary>Where the web app listens, with the port it got, without a slash at the end.</summary>
    public string AppUrl => _app.Urls.First();

    /// <summary>Null when the configuration names a real Stripe account.</summary>
    public StripeSandbox? Stripe { get; }

    public SampleData Samples { get; }

    public IServiceProvider Services => _app.Services;

    /// <summary>The addresses, accounts and keys.</summary>
    public string Welcome =>
        $"""

        SEO Rank Genius · Credits, demo

          Web app         {AppUrl}
          Stripe sandbox  {Stripe?.Url.ToString() ?? "not started: Stripe:SecretKey is configured"}

        {Samples.Describe()}
          No real money moves. Ctrl+C stops; --reset starts over.

        """;

    /// <summary>Starts sandbox and app, migrates the database and creates the missing sample data.</summary>
    public static async Task<DemoHost> StartAsync(DemoOptions options)
    {
        if (options.Reset && Directory.Exists(options.DataFolder))
            Directory.Delete(options.DataFolder, recursive: true);
        Directory.CreateDirectory(options.DataFolder);

        var stripe = await StartStripeAsync(options);
        var app = CreditsApp.Build(
            new WebApplicationOptions
            {
                Args = options.Args,
                // The web app's own pages and files.
                ApplicationName = typeof(CreditsApp).Assembly.GetName().Name,
                ContentRootPath = AppContext.BaseDirectory,
                EnvironmentName = Environments.Development,
            },
            builder =>
            {
                builder.Configuration.Sources.Insert(
                    0, new MemoryConfigurationSource { InitialData = Settings(options, stripe) });
                builder.Configuration.Sources.Insert(0, Defaults());
            });
        await app.PrepareDatabaseAsync();
        var samples = await SampleData.EnsureAsync(app.Services, options.DataFolder);
        app.Urls.Add(options.AppUrl);
        await app.StartAsync();
        var catalog = app.Services.GetRequiredService<PriceList>();
        foreach (var plan in catalog.Plans.Where(plan => !plan.IsFree))
            stripe?.Prices.Offer(plan.StripePrice, plan.Name, plan.PriceMinor, catalog.Currency);
        var host = new DemoHost(app, stripe, samples);
        if (stripe is not null)
            stripe.WebhookUrl = options.WebhookUrl ?? new Uri(host.AppUrl + "/webhooks/stripe");
        return host;
    }

    public Task UntilStoppedAsync() => _app.WaitForShutdownAsync();

    public async ValueTask DisposeAsync()
    {
        await _app.StopAsync();
        await _app.DisposeAsync();
        if (Stripe is not null)
            await Stripe.DisposeAsync();
    }

    private static async Task<StripeSandbox?> StartStripeAsync(DemoOptions options)
    {
        var configured = new ConfigurationBuilder().AddEnvironmentVariables().AddCommandLine(options.Args).Build();
        return configured["Stripe:SecretKey"] is not null
            ? null
            : await StripeSandbox.StartAsync(new SandboxOptions
            {
                Url = options.StripeUrl,
                SecretKey = SecretKey,
                WebhookSecret = WebhookSecret,
                DataFile = Path.Combine(options.DataFolder, "stripe.json"),
            });
    }

    // The product's own plans, one of them with a trial. Missed events are fetched after one minute instead of five.
    private static JsonConfigurationSource Defaults()
    {
        var source = new JsonConfigurationSource { Path = Path.Combine(AppContext.BaseDirectory, "demo.json") };
        source.ResolveFileProvider();
        return source;
    }

    private static Dictionary<string, string?> Settings(DemoOptions options, StripeSandbox? stripe)
    {
        var settings = new Dictionary<string, string?>
        {
            ["ConnectionStrings:Credits"] = $"Data Source={Path.Combine(options.DataFolder, "credits.db")}",
            ["Email:Folder"] = Path.Combine(options.DataFolder, "mail"),
            ["Logging:Level"] = options.Quiet ? "Fatal" : "Information",
        };
        if (stripe is not null)
        {
            settings["Stripe:SecretKey"] = SecretKey;
            settings["Stripe:WebhookSecret"] = WebhookSecret;
            settings["Stripe:ApiBase"] = stripe.ApiBase;
            settings["Stripe:CheckoutOrigin"] = stripe.ApiBase;
            settings["Stripe:PortalOrigin"] = stripe.ApiBase;
        }

        return settings;
    }
}
