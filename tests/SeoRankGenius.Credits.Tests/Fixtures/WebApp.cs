using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using SeoRankGenius.Credits.Demo.Sandbox;
using SeoRankGenius.Credits.Web.Hosting;

namespace SeoRankGenius.Credits.Tests.Fixtures;

/// <summary>The product's own program, configured as an operator would, on a free port.</summary>
// Any type of the web app names its program; the demo has a Program too.
internal sealed class WebApp : WebApplicationFactory<PublicUrl>
{
    public const string WebhookSecret = "whsec_demo_secret";

    private readonly World _world;
    private readonly Settings _settings;
    private readonly Dictionary<string, string> _usual;

    public WebApp(World world, StripeSandbox stripe, Settings settings)
    {
        (_world, _settings) = (world, settings);
        _usual = new()
        {
            ["urls"] = "http://127.0.0.1:0",
            ["Database:Provider"] = world.Database.Provider.ToString(),
            ["ConnectionStrings:Credits"] = world.Database.ConnectionString,
            ["Stripe:SecretKey"] = "sk_test_demo",
            ["Stripe:WebhookSecret"] = WebhookSecret,
            ["Stripe:ApiBase"] = stripe.ApiBase,
            // A test says when pools are topped up.
            ["TopUp:Seconds"] = "86400",
            ["Logging:Level"] = Environment.GetEnvironmentVariable("CREDITS_TEST_LOG") ?? "Fatal",
        };
        // The port is the program's own setting: one that the factory sets may come after the program has started.
        UseKestrel();
    }

    public Uri Start()
    {
        StartServer();
        var addresses = Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!;
        return new Uri(addresses.Addresses.First());
    }

    protected override void ConfigureWebHost(IWebHostBuilder builder)
    {
        builder.UseEnvironment(_settings.Environment);
        foreach (var (key, value) in _usual.Concat(_settings))
            builder.UseSetting(key, value);
        builder.ConfigureTestServices(services => services
            .AddSingleton<TimeProvider>(_world.Time)
            // Passwords of tests need not withstand anyone.
            .Configure<PasswordHasherOptions>(hasher => hasher.IterationCount = 1));
    }
}
