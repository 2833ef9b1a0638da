using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using SeoRankGenius.Credits.Billing.Purchases;
using SeoRankGenius.Credits.Billing.Stripe;
using SeoRankGenius.Credits.Licensing;
using SeoRankGenius.Credits.Web.Hosting;
using SeoRankGenius.Credits.Web.Identity;

namespace SeoRankGenius.Credits.Web.Pages.Account.Credits;

/// <summary>
/// Where Buy Now is sent, in a new tab: on to Stripe's checkout, or to a page that says why not.
/// </summary>
public sealed class BuyModel(OwnerSites sites, BuyCredits purchasing, PublicUrl address) : PageModel
{
    /// <summary>Someone who signed in anew on the way, or reloads: back to the tab.</summary>
    public IActionResult OnGet(string domain) => RedirectToPage("Credits", new { domain });

    public async Task<IActionResult> OnPostAsync(string domain, string? pack, CancellationToken cancellation)
    {
        if (await sites.FindAsync(User.Viewer(), domain, cancellation) is not { } site)
            return NotFound();

        var buyer = new Buyer(User.Viewer().UserId, User.Email(), site.SiteId, site.Domain, site.LicenseId);
        var tab = address.To(Request, $"/account/credits/{site.Domain}");
        // Stripe fills in the session's id.
        var urls = new ReturnUrls(tab + "/thanks?session_id={CHECKOUT_SESSION_ID}", tab + "?checkout=canceled");
        var checkout = await purchasing.BuyAsync(buyer, pack ?? "", urls, cancellation);

        return this.SeeOther(checkout);
    }
}
