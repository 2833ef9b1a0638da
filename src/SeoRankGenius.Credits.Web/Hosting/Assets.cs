namespace SeoRankGenius.Credits.Web.Hosting;

/// <summary>The style sheet, scripts and images: compressed, and cached by browsers.</summary>
public static class Assets
{
    /// <summary>Pages are not compressed: they hold form tokens, whose length would then tell about them.</summary>
    public static IServiceCollection AddAssets(this IServiceCollection services) =>
        services.AddResponseCompression(compression =>
        {
            compression.EnableForHttps = true;
            compression.MimeTypes = ["text/css", "text/javascript", "image/svg+xml"];
        });

    /// <summary>
    /// Serves the files of wwwroot. Pages link them with a hash of their content, so browsers may keep them.
    /// </summary>
    public static void UseAssets(this WebApplication app)
    {
        app.UseWhen(
            context => Path.GetExtension(context.Request.Path.Value) is ".css" or ".js" or ".svg",
            files => files.UseResponseCompression());
        app.UseStaticFiles(new StaticFileOptions
        {
            OnPrepareResponse = file => file.Context.Response.Headers.CacheControl =
                file.Context.Request.Query.ContainsKey("v")
                    ? "public, max-age=31536000, immutable"
                    : "public, max-age=300",
        });
    }
}
