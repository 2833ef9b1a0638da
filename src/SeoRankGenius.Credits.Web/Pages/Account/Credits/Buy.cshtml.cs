namespace SeoRankGenius.Credits.Web.Pages.Account.Credits;

/// <summary>The target of Buy Now: redirects to Stripe Checkout, or shows why the purchase is refused.</summary>
[Access(Right.Bill)]
[Access(Right.Bill, "")]
public sealed class BuyModel(OwnerSites sites, BuyCredits purchasing, PriceList catalog, PublicUrl url) : PageModel
{
    public OwnerSite Site { get; private set; } = null!;

    public Pack? Pack { get; private set; }

    public string Currency => catalog.Currency;

    /// <summary>
    /// After a sign-in on the way, or from a page that was open too long: asks for the chosen pack once more. Without a
    /// pack, such as after a reload, back to the tab.
    /// </summary>
    public async Task<IActionResult> OnGetAsync(string domain, string? pack, CancellationToken cancellation)
    {
        if (await sites.FindAsync(HttpContext.Viewer(), domain, cancellation) is not { } site)
            return NotFound();
        (Site, Pack) = (site, catalog.Packs.FirstOrDefault(known => known.Code == pack));
        return Pack is null ? RedirectToPage("/Account/Credits/Credits", new { domain }) : Page();
    }

    public async Task<IActionResult> OnPostAsync(string domain, string? pack, CancellationToken cancellation)
    {
        if (await sites.FindAsync(HttpContext.Viewer(), domain, cancellation) is not { } site)
            return NotFound();

        var tab = $"/account/credits/{site.Domain}";
        var urls = url.CheckoutUrls(Request, $"{tab}/thanks", $"{tab}?checkout=canceled");
        return this.SeeOther(await purchasing.BuyAsync(User.Buyer(site), pack ?? "", urls, cancellation));
    }
}
