namespace SeoRankGenius.Credits.Load;

/// <summary>What the same server does at most: an endpoint that says nothing, a page with nothing on it.</summary>
public static class Limits
{
    public static async Task<WebApplication> StartAsync()
    {
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions
        {
            ApplicationName = typeof(Limits).Assembly.GetName().Name,
            ContentRootPath = AppContext.BaseDirectory,
        });
        builder.Logging.ClearProviders();
        builder.Services.AddRazorPages();
        var app = builder.Build();
        app.Urls.Add("http://127.0.0.1:0");
        app.MapGet("/empty", () => Results.Ok());
        app.MapRazorPages();
        await app.StartAsync();
        return app;
    }
}
