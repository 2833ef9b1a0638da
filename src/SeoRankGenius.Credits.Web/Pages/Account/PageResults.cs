using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace SeoRankGenius.Credits.Web.Pages.Account;

/// <summary>Leads a browser on to one of Stripe's pages.</summary>
internal static class PageResults
{
    /// <summary>303: what was posted is done, go there.</summary>
    public static IActionResult SeeOther(this PageModel page, Uri address)
    {
        page.Response.Headers.Location = address.AbsoluteUri;
        return page.StatusCode(StatusCodes.Status303SeeOther);
    }
}
