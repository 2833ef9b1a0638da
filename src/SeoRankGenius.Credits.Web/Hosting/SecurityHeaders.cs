using Microsoft.Net.Http.Headers;

namespace SeoRankGenius.Credits.Web.Hosting;

/// <summary>Security headers of every response.</summary>
public static class SecurityHeaders
{
    /// <summary>
    /// No inline code, no frames, no other origins. Forms redirect to Stripe Checkout and the billing portal, and
    /// browsers apply <c>form-action</c> to redirects too.
    /// </summary>
    public static void UseSecurityHeaders(this WebApplication app)
    {
        var stripe = app.Services.GetRequiredService<StripeOptions>();
        var pages = string.Join(' ', new[] { stripe.CheckoutOrigin, stripe.PortalOrigin }.Distinct());
        var policy = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; font-src 'self'; "
            + $"connect-src 'self'; form-action 'self' {pages}; frame-ancestors 'none'; base-uri 'none'";
        app.Use((context, next) =>
        {
            // Set when the response starts: an error clears earlier headers, and a page may set its own.
            context.Response.OnStarting(Set, context.Response.Headers);
            return next(context);
        });

        Task Set(object state)
        {
            var headers = (IHeaderDictionary)state;
            headers.TryAdd(HeaderNames.ContentSecurityPolicy, policy);
            headers.TryAdd(HeaderNames.XContentTypeOptions, "nosniff");
            headers.TryAdd("Referrer-Policy", "same-origin");
            headers.TryAdd("Cross-Origin-Opener-Policy", "same-origin");
            headers.TryAdd("Permissions-Policy", "camera=(), geolocation=(), microphone=(), payment=()");
            // Responses depend on the user. Static files set their own value.
            headers.TryAdd(HeaderNames.CacheControl, "no-cache, no-store");
            return Task.CompletedTask;
        }
    }
}
