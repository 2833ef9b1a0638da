using System.Security.Claims;

namespace SeoRankGenius.Credits.Web.Pages.Account;

/// <summary>Redirects to Stripe's pages, and the addresses to which they return.</summary>
internal static class StripeRedirects
{
    /// <summary>303: the browser follows with GET.</summary>
    public static IActionResult SeeOther(this PageModel page, Uri address)
    {
        page.Response.Headers.Location = address.AbsoluteUri;
        return page.StatusCode(StatusCodes.Status303SeeOther);
    }

    /// <summary>The addresses for Stripe Checkout, below the app's origin. Stripe fills in the session's id.</summary>
    public static ReturnUrls CheckoutUrls(this PublicUrl url, HttpRequest request, string success, string cancel) =>
        new(url.To(request, success + "?session_id={CHECKOUT_SESSION_ID}"), url.To(request, cancel));

    /// <summary>The signed-in user as the buyer for a site.</summary>
    public static Buyer Buyer(this ClaimsPrincipal user, OwnerSite site) =>
        new(user.UserId(), user.Email(), site.SiteId, site.Domain, site.LicenseId);
}
