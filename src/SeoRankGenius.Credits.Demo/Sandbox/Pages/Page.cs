using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;

namespace SeoRankGenius.Credits.Demo.Sandbox.Pages;

internal sealed record ControlModel(
    SandboxState State, ControlActions Actions, Deliveries Deliveries, Uri? WebhookUrl);

internal sealed record PayModel(string Seller, CheckoutSession Session, CardForm Form, string? CodeError);

internal sealed record PortalModel(string Seller, SandboxState State, PortalSession Portal);

internal sealed record ReceiptModel(
    string Title, string Text, IEnumerable<(string Name, string? About, string Amount)>? Lines = null,
    string? BackUrl = null, string? Seller = null);

/// <summary>How a page is rendered and sent. The pages are plain forms that work without script.</summary>
internal static class Page
{
    /// <summary>Maps the files of the pages, which are embedded in the assembly.</summary>
    public static void MapFiles(WebApplication app)
    {
        app.MapGet("/sandbox.css", () => File("sandbox.css", "text/css; charset=utf-8"));
        app.MapGet("/sandbox.svg", () => File("sandbox.svg", "image/svg+xml"));
    }

    /// <summary>Renders at once, so that it may be called under the store's lock.</summary>
    /// <param name="http">Receives the headers.</param>
    /// <param name="model">Injected into the component; Razor components are public, the models internal.</param>
    /// <param name="status">The HTTP status.</param>
    /// <param name="formTargets">Addresses to which a posted form may redirect the browser.</param>
    public static IResult Show<TPage>(HttpContext http, object model, int status = 200, params string?[] formTargets)
        where TPage : IComponent
    {
        Protect(http.Response.Headers, formTargets);
        using var services = new ServiceCollection().AddSingleton(model.GetType(), model).BuildServiceProvider();
        using var renderer = new HtmlRenderer(services, NullLoggerFactory.Instance);
        var html = renderer.Dispatcher
            .InvokeAsync(() => renderer.BeginRenderingComponent<TPage>().ToHtmlString()).GetAwaiter().GetResult();
        return TypedResults.Content(html, "text/html; charset=utf-8", statusCode: status);
    }

    public static IResult NotFound(HttpContext http) => Show<Receipt>(
        http, new ReceiptModel("No such page", "The sandbox does not have this page. Start again from the shop."),
        StatusCodes.Status404NotFound);

    /// <summary>303: the browser reads the page after a post.</summary>
    public static IResult SeeOther(HttpContext http, string url)
    {
        http.Response.Headers.Location = url;
        return TypedResults.StatusCode(StatusCodes.Status303SeeOther);
    }

    public static string Day(this DateTimeOffset at) =>
        at.UtcDateTime.ToString("d MMM yyyy", CultureInfo.InvariantCulture);

    // Chromium checks redirects after a form against form-action, so the shop's origin must be in it.
    private static void Protect(IHeaderDictionary headers, string?[] formTargets)
    {
        var origins = formTargets.OfType<string>()
            .Select(url => new Uri(url).GetLeftPart(UriPartial.Authority))
            .Distinct();
        headers.ContentSecurityPolicy = "default-src 'none'; style-src 'self'; img-src 'self'; base-uri 'none'; " +
            $"frame-ancestors 'none'; form-action {string.Join(' ', origins.Prepend("'self'"))}";
        headers.XContentTypeOptions = "nosniff";
        headers.CacheControl = "no-store";
        headers["Referrer-Policy"] = "same-origin";
    }

    private static FileStreamHttpResult File(string name, string type) =>
        TypedResults.Stream(typeof(Page).Assembly.GetManifestResourceStream(name)!, type);
}
