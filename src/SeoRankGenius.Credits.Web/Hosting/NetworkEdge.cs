using System.Net;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.HttpOverrides;
using Microsoft.AspNetCore.HttpsPolicy;
using IPNetwork = System.Net.IPNetwork;

namespace SeoRankGenius.Credits.Web.Hosting;

/// <summary>The key <c>KnownProxies</c>.</summary>
public sealed class NetworkOptions
{
    /// <summary>
    /// Addresses or networks of the proxies in front of the app, separated by commas. Only their
    /// <c>X-Forwarded-For</c> and <c>X-Forwarded-Proto</c> count.
    /// </summary>
    public string KnownProxies { get; set; } = "";

    internal IEnumerable<string> Proxies =>
        KnownProxies.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
}

public sealed class NetworkRules : AbstractValidator<NetworkOptions>
{
    public NetworkRules(IConfiguration configuration, IHostEnvironment environment)
    {
        RuleFor(network => network.KnownProxies)
            .Must((network, _) => network.Proxies.All(one => NetworkEdge.Parse(one) is not null))
            .WithMessage("must be addresses or networks, separated by commas, such as 10.0.0.5, 10.1.0.0/16.");
        RuleFor(network => network.KnownProxies)
            .Must(_ => !"true".Equals(configuration["ForwardedHeaders_Enabled"], StringComparison.OrdinalIgnoreCase))
            .When(_ => !environment.IsDevelopment())
            .WithMessage("must list the proxies. Remove ASPNETCORE_FORWARDEDHEADERS_ENABLED, which trusts everyone.");
    }
}

/// <summary>What the app takes from the network: proxies it trusts, its own host, HTTPS, and small requests.</summary>
public static class NetworkEdge
{
    /// <summary>The largest form, in bytes. The webhook and the API have limits of their own.</summary>
    public const int LargestForm = 64 * 1024;

    private const int LargestBody = 512 * 1024, MostConnections = 25_000;

    public static void AddNetworkEdge(this WebApplicationBuilder builder)
    {
        var services = builder.Services;
        var network = services.AddCheckedOptions<NetworkOptions, NetworkRules>(builder.Configuration);
        services.Configure<ForwardedHeadersOptions>(headers =>
        {
            headers.ForwardedHeaders = ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto;
            // Every proxy of the list, from the nearest on.
            headers.ForwardLimit = null;
            headers.KnownProxies.Clear();
            headers.KnownIPNetworks.Clear();
            foreach (var proxy in network.Proxies.Select(Parse).OfType<IPNetwork>())
                headers.KnownIPNetworks.Add(proxy);
        });
        services.AddOptions<HttpsRedirectionOptions>().Configure<PublicUrlOptions>((https, address) =>
            https.HttpsPort = address.Url?.Port);
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = LargestBody;
            kestrel.Limits.MaxConcurrentConnections = MostConnections;
            kestrel.Limits.RequestHeadersTimeout = TimeSpan.FromSeconds(15);
        });
    }

    /// <summary>Takes address and scheme from known proxies. Comes before everything that reads them.</summary>
    public static void UseKnownProxies(this WebApplication app) => app.UseForwardedHeaders();

    /// <summary>
    /// Outside Development: refuses other hosts than that of <c>PublicUrl</c>, and redirects from HTTP, before any
    /// page. Probes may use any address. Everywhere: forms of at most 64 KB.
    /// </summary>
    public static void UseNetworkEdge(this WebApplication app)
    {
        if (!app.Environment.IsDevelopment())
            app.UseWhen(context => !context.Request.Path.StartsWithSegments("/health"), UsePublicAddress);
        app.Use((context, next) =>
        {
            if (!context.Request.Path.StartsWithSegments("/webhooks")
                && context.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } body)
                body.MaxRequestBodySize = LargestForm;
            return next(context);
        });
    }

    /// <summary>An address or a network; null for other text.</summary>
    internal static IPNetwork? Parse(string text) =>
        IPNetwork.TryParse(text, out var network) ? network
        : IPAddress.TryParse(text, out var address) ? new IPNetwork(address, address.GetAddressBytes().Length * 8)
        : null;

    private static void UsePublicAddress(IApplicationBuilder app)
    {
        var host = app.ApplicationServices.GetRequiredService<PublicUrlOptions>().Url!.Host;
        app.Use((context, next) =>
        {
            if (context.Request.Host.Host.Equals(host, StringComparison.OrdinalIgnoreCase))
                return next(context);
            context.Response.StatusCode = StatusCodes.Status400BadRequest;
            return Task.CompletedTask;
        });
        app.UseHsts();
        app.Use(WarnOfHttp);
        app.UseHttpsRedirection();
    }

    /// <summary>
    /// Behind a proxy whose scheme is not believed, every page redirects to itself. Logged once a minute at most, since
    /// a visitor may also type http.
    /// </summary>
    private static RequestDelegate WarnOfHttp(RequestDelegate next)
    {
        var warned = 0L;
        return context =>
        {
            var time = context.RequestServices.GetRequiredService<TimeProvider>();
            if (!context.Request.IsHttps && (warned == 0 || time.GetElapsedTime(warned) >= TimeSpan.FromMinutes(1)))
            {
                warned = time.GetTimestamp();
                context.RequestServices.GetRequiredService<ILogger<NetworkOptions>>().LogWarning(
                    "A request from {ClientAddress} came over http and is redirected to https. If it is a proxy that "
                    + "ends TLS, list it in KnownProxies and let it send X-Forwarded-Proto",
                    context.Connection.RemoteIpAddress);
            }

            return next(context);
        };
    }
}
