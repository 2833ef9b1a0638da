namespace SeoRankGenius.Credits.Web.Pages.Account.Credits;

/// <summary>The target of Buy Now: redirects to Stripe Checkout, or shows why the purchase is refused.</summary>
public sealed class BuyModel(OwnerSites sites, BuyCredits purchasing, PublicUrl url) : PageModel
{
    /// <summary>A reload, or a sign-in on the way: back to the tab.</summary>
    public IActionResult OnGet(string domain) => RedirectToPage("/Account/Credits/Credits", new { domain });

    public async Task<IActionResult> OnPostAsync(string domain, string? pack, CancellationToken cancellation)
    {
        if (await sites.FindAsync(User.Viewer(), domain, cancellation) is not { } site)
            return NotFound();

        var tab = $"/account/credits/{site.Domain}";
        var urls = url.CheckoutUrls(Request, $"{tab}/thanks", $"{tab}?checkout=canceled");
        return this.SeeOther(await purchasing.BuyAsync(User.Buyer(site), pack ?? "", urls, cancellation));
    }
}
