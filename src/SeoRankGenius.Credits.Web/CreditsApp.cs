using System.Data.Common;
using SeoRankGenius.Credits.BackOffice;
using SeoRankGenius.Credits.Billing;
using SeoRankGenius.Credits.Privacy;
using SeoRankGenius.Credits.Web.Background;
using SeoRankGenius.Credits.Web.Live;
using SeoRankGenius.Credits.Web.Pages;
using SeoRankGenius.Credits.Web.Webhooks;
using SeoRankGenius.Credits.Webhooks;

namespace SeoRankGenius.Credits.Web;

/// <summary>The web app, from its parts to its routes.</summary>
public static class CreditsApp
{
    /// <summary>
    /// Builds the app without starting it. Throws <see cref="InvalidConfiguration"/> with every fault.
    /// </summary>
    public static WebApplication Build(WebApplicationOptions options, Action<WebApplicationBuilder>? configure = null)
    {
        // The same formats on every machine.
        CultureInfo.DefaultThreadCurrentCulture = CultureInfo.InvariantCulture;
        CultureInfo.DefaultThreadCurrentUICulture = CultureInfo.InvariantCulture;
        var builder = WebApplication.CreateBuilder(WithContentRoot(options));
        configure?.Invoke(builder);
        builder.Configuration.AddSecretFiles();
        builder.AddRequestLog();
        builder.AddTelemetry();
        builder.AddNetworkEdge();
        builder.AddKeys();
        builder.AddIdentity();
        AddOptions(builder);
        AddModules(builder);
        builder.AddApi();
        builder.AddMail();
        builder.AddPages();
        builder.Services.AddHealth();
        builder.Services.AddAssets();
        builder.Services.AddErrorPages();

        var app = builder.Build();
        app.Services.CheckOptions();
        UsePipeline(app);
        MapRoutes(app);
        return app;
    }

    /// <summary>
    /// Brings an embedded database up to date. A server's is migrated by the command <c>migrate</c>; here only its
    /// settings are checked, and an unreachable server does not keep the app from starting: it is not ready until the
    /// server answers. Throws <see cref="InvalidConfiguration"/> with what to do if the schema is newer than this
    /// version or a setting of the database is missing.
    /// </summary>
    public static async Task PrepareDatabaseAsync(this WebApplication app)
    {
        await using var scope = app.Services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<CreditsDb>();
        try
        {
            if (await db.SchemaAsync(CancellationToken.None) == SchemaState.Newer)
                throw new InvalidConfiguration([SchemaState.Newer.Fault()!]);
            if (db.IsEmbedded)
                await db.MigrateAsync(CancellationToken.None);
            else
                await db.CheckAsync(CancellationToken.None);
        }
        catch (DbException exception) when (!db.IsEmbedded)
        {
            app.Logger.LogWarning("The database was unavailable at the start: {Error}", exception.Message);
        }
    }

    // Published, the static files are beside the program, wherever it is started from.
    private static WebApplicationOptions WithContentRoot(WebApplicationOptions options) =>
        options.ContentRootPath is null
            && options.Args?.Any(arg => arg.StartsWith("--contentRoot", StringComparison.OrdinalIgnoreCase)) != true
            && Directory.Exists(Path.Combine(AppContext.BaseDirectory, "wwwroot"))
            ? new()
            {
                Args = options.Args, ApplicationName = options.ApplicationName,
                EnvironmentName = options.EnvironmentName, ContentRootPath = AppContext.BaseDirectory,
            }
            : options;

    private static void AddOptions(WebApplicationBuilder builder)
    {
        var (services, configuration) = (builder.Services, builder.Configuration);
        services.AddData(configuration);
        services.AddCheckedOptions<PriceList, CatalogRules>(configuration.GetSection("Catalog"));
        services.AddCheckedOptions<PublicUrlOptions, PublicUrlRules>(configuration);
        services.AddSingleton<PublicUrl>(provider => new(provider.GetRequiredService<PublicUrlOptions>()));
        services.AddCheckedOptions<RateLimitOptions, RateLimitRules>(configuration.GetSection("Api"));
        services.AddCheckedOptions<BackOfficeOptions, BackOfficeRules>(configuration.GetSection("BackOffice"));
        services.AddCheckedOptions<RetentionOptions, RetentionRules>(configuration.GetSection("Retention"));
        services.AddCheckedOptions<WebhookOptions, WebhookRules>(configuration.GetSection("Webhooks"));
        services.AddCheckedOptions<MailOptions, MailRules>(configuration.GetSection("Email"));
        var stripe = services.AddCheckedOptions<StripeOptions, StripeRules>(configuration.GetSection("Stripe"));
        services.AddCheckedOptions<AutoTopUpOptions, AutoTopUpRules>(configuration.GetSection("TopUp"));
        services.PostConfigure<AutoTopUpOptions>(topUps => topUps.Offered &= !stripe.AutomaticTax);
    }

    private static void AddModules(WebApplicationBuilder builder)
    {
        var services = builder.Services;
        services.AddSingleton(TimeProvider.System);
        services.AddLedger().AddLicensing().AddUsage().AddBilling().AddMailing().AddNotifications()
            .AddPrivacy().AddBackOffice().AddWebhooks();
        services.AddSingleton<LiveBalances>();
        services.AddBackground();
    }

    private static void UsePipeline(WebApplication app)
    {
        app.UseKnownProxies();
        app.UseRequestLog();
        app.UseSecurityHeaders();
        app.UseErrorPages();
        app.UseDatabaseFailures();
        app.UseNetworkEdge();
        app.UseAssets();
        app.UseApiHead();
        app.UseRouting();
        app.UseApi();
        app.UseAuthentication();
        app.UseAuthorization();
    }

    private static void MapRoutes(WebApplication app)
    {
        app.MapGet("/", (HttpContext context) => Results.Redirect(context.User.Home()));
        app.MapHealth();
        app.MapStripeWebhook();
        app.MapLiveBalances();
        app.MapApi();
        app.MapRazorPages();
    }
}
