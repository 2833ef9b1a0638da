using System.Reflection;
using Microsoft.Extensions.Configuration;

namespace SeoRankGenius.Credits.Demo;

/// <summary>How the demo starts. Read from <c>Demo:…</c>.</summary>
public sealed record DemoOptions
{
    /// <summary>Where the web app listens; port 0 picks a free one.</summary>
    public string AppUrl { get; init; } = "http://localhost:5080";

    /// <summary>Where the Stripe sandbox listens; port 0 picks a free one.</summary>
    public string StripeUrl { get; init; } = "http://localhost:5081";

    /// <summary>Where events are delivered; null for the web app's own endpoint. For a proxy.</summary>
    public Uri? WebhookUrl { get; init; }

    /// <summary>Keeps database, sandbox and tokens between starts.</summary>
    public string DataFolder { get; init; } = Path.Combine(ProjectFolder, ".demo");

    /// <summary>Delete the data first.</summary>
    public bool Reset { get; init; }

    /// <summary>Passed to the web app; configuration overrides the demo's settings.</summary>
    public string[] Args { get; init; } = [];

    /// <summary>Write no request log to the console.</summary>
    public bool Quiet { get; init; }

    private static string ProjectFolder =>
        typeof(DemoOptions).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
            .Single(metadata => metadata.Key == "ProjectFolder").Value!;

    /// <summary>These options, overridden by the configuration.</summary>
    public DemoOptions With(IConfiguration configuration)
    {
        var demo = configuration.GetSection("Demo");
        return this with
        {
            AppUrl = demo["AppUrl"] ?? AppUrl,
            StripeUrl = demo["StripeUrl"] ?? StripeUrl,
            WebhookUrl = demo["WebhookUrl"] is { } url ? new Uri(url) : WebhookUrl,
            DataFolder = demo["DataFolder"] ?? DataFolder,
        };
    }
}
