using Microsoft.AspNetCore.StaticFiles;
using SeoRankGenius.Credits.Billing.Stripe;

namespace SeoRankGenius.Credits.Web.Hosting;

/// <summary>What every answer tells the browser not to do.</summary>
public static class SecurityHeaders
{
    /// <summary>
    /// Nothing inline, nothing framed, nothing from elsewhere. A Buy Now form ends at Stripe's checkout, others at
    /// its billing portal, and browsers hold <c>form-action</c> against the redirect too.
    /// </summary>
    public static void UseSecurityHeaders(this WebApplication app)
    {
        var stripe = app.Services.GetRequiredService<StripeOptions>();
        var pages = string.Join(' ', new[] { stripe.CheckoutOrigin, stripe.PortalOrigin }.Distinct());
        var policy = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; font-src 'self'; "
            + $"connect-src 'self'; form-action 'self' {pages}; frame-ancestors 'none'; base-uri 'none'";
        app.Use((context, next) =>
        {
            var headers = context.Response.Headers;
            headers.ContentSecurityPolicy = policy;
            headers.XContentTypeOptions = "nosniff";
            headers["Referrer-Policy"] = "same-origin";
            headers["Cross-Origin-Opener-Policy"] = "same-origin";
            headers["Permissions-Policy"] = "camera=(), geolocation=(), microphone=(), payment=()";
            // Balances belong to whoever is signed in; static files overwrite this.
            headers.CacheControl = "no-cache, no-store";
            return next(context);
        });
    }

    /// <summary>Pages name static files with a hash of their content, so a browser may keep them.</summary>
    public static void CacheForEver(StaticFileResponseContext file) =>
        file.Context.Response.Headers.CacheControl = file.Context.Request.Query.ContainsKey("v")
            ? "public, max-age=31536000, immutable"
            : "public, max-age=300";
}
