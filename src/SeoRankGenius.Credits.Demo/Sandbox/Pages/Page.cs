using Microsoft.AspNetCore.Http;

namespace SeoRankGenius.Credits.Demo.Sandbox.Pages;

/// <summary>The frame of every page, and how one is sent.</summary>
internal static class Page
{
    public static IResult Show(
        HttpContext http, string title, Html main, int status = 200, params string?[] formTargets)
    {
        Html page = $"""
            <!doctype html>
            <html lang="en">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width,initial-scale=1">
            <meta name="robots" content="noindex">
            <title>{title}</title>
            <link rel="icon" href="/sandbox.svg" type="image/svg+xml">
            <link rel="stylesheet" href="/sandbox.css">
            </head>
            <body>
            <header class="banner"><p><strong>Sandbox</strong> — no real money moves</p></header>
            <main>
            {main}
            </main>
            </body>
            </html>

            """;
        Protect(http.Response.Headers, formTargets);
        return TypedResults.Content(page.ToString(), "text/html; charset=utf-8", statusCode: status);
    }

    /// <summary>303: what was posted is done, go and look.</summary>
    public static IResult SeeOther(HttpContext http, string url)
    {
        http.Response.Headers.Location = url;
        return TypedResults.StatusCode(StatusCodes.Status303SeeOther);
    }

    // Chromium holds redirects after a form against form-action, so the shop's own origin has to stand there.
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
}
