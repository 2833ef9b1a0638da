using System.Globalization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using SeoRankGenius.Credits.Billing.AutoTopUps;
using SeoRankGenius.Credits.Billing.Purchases;
using SeoRankGenius.Credits.Billing.Stripe;
using SeoRankGenius.Credits.Catalog;
using SeoRankGenius.Credits.Ledger;
using SeoRankGenius.Credits.Licensing;
using SeoRankGenius.Credits.Web.Hosting;
using SeoRankGenius.Credits.Web.Identity;

namespace SeoRankGenius.Credits.Web.Pages.Account.TopUp;

/// <summary>
/// Sets an automatic top-up up in two steps: choose, then agree to the very words of what was chosen. Both on one
/// address, without a script.
/// </summary>
public sealed class TopUpSetUpModel(
    OwnerSites sites, AutoTopUpSetup toppingUp, PriceList catalog, PublicUrl address) : PageModel
{
    public OwnerSite Site { get; private set; } = null!;

    public PoolTopUp Pool { get; private set; } = null!;

    public IReadOnlyList<Pack> Packs => [.. catalog.PacksOf(Pool.Pool)];

    public string Currency => catalog.Currency;

    /// <summary>As they were typed, or are stored.</summary>
    public string? Pack { get; private set; }

    /// <inheritdoc cref="Pack"/>
    public string? Threshold { get; private set; }

    /// <inheritdoc cref="Pack"/>
    public string? Limit { get; private set; }

    /// <summary>Was another card asked for than the one that is saved?</summary>
    public bool OtherCard { get; private set; }

    /// <summary>What is to be agreed to; null while it is chosen.</summary>
    public AutoTopUpTerms? Terms { get; private set; }

    public string Words => Terms!.Words(Pool.Pool, Site.Domain);

    public bool NeedsCheckout => OtherCard || !Pool.File.HasCard;

    /// <summary>Chooses; with a complete choice asks for agreement.</summary>
    public async Task<IActionResult> OnGetAsync(
        string domain, string? pool, string? pack, string? threshold, string? limit, string? card,
        CancellationToken cancellation)
    {
        if (!await FindAsync(domain, pool, cancellation))
            return NotFound();
        if (User.Viewer().OnlySiteId is not null)
            return RedirectToPage("TopUp", new { domain = Site.Domain });
        Remember(pack, threshold, limit, card);
        if ((pack ?? threshold ?? limit) is not null)
            TryRead();
        return Page();
    }

    /// <summary>Agrees.</summary>
    public async Task<IActionResult> OnPostAsync(
        string domain, string? pool, string? pack, string? threshold, string? limit, string? card, string? agree,
        CancellationToken cancellation)
    {
        if (!await FindAsync(domain, pool, cancellation))
            return NotFound();
        AutoTopUpSetup.RequireOwner(User.Viewer());
        Remember(pack, threshold, limit, card);
        if (TryRead() && agree != "true")
            ModelState.AddModelError("agree", "Please tick the box to agree.");
        if (!ModelState.IsValid)
        {
            Response.StatusCode = StatusCodes.Status422UnprocessableEntity;
            return Page();
        }

        var buyer = new Buyer(User.Viewer().UserId, User.Email(), Site.SiteId, Site.Domain, Site.LicenseId);
        var tab = address.To(Request, $"/account/credits/{Site.Domain}");
        var urls = new ReturnUrls(tab + "/thanks?session_id={CHECKOUT_SESSION_ID}", tab + "/top-up");
        var checkout = await toppingUp.AgreeAsync(
            User.Viewer(), buyer, Pool.Pool, Terms!, OtherCard, urls, cancellation);
        if (checkout is null)
            return RedirectToPage("TopUp", new { domain = Site.Domain, saved = "on" });

        Response.Headers.Location = checkout.AbsoluteUri;
        return StatusCode(StatusCodes.Status303SeeOther);
    }

    private async Task<bool> FindAsync(string domain, string? pool, CancellationToken cancellation)
    {
        pool ??= "shared";
        if (pool is not ("shared" or "domain")
            || await sites.FindAsync(User.Viewer(), domain, cancellation) is not { } site)
            return false;
        Site = site;
        var (kind, id, balance) = pool == "shared"
            ? (PoolKind.Shared, site.LicenseId, site.Balances.Shared)
            : (PoolKind.Domain, site.SiteId, site.Balances.Domain);
        Pool = new PoolTopUp(kind, balance, await toppingUp.ReadAsync(id, cancellation));
        return true;
    }

    private void Remember(string? pack, string? threshold, string? limit, string? card)
    {
        var known = Pool.File.TopUp;
        Pack = pack ?? known?.Pack;
        Threshold = threshold ?? known?.Threshold.ToString(CultureInfo.InvariantCulture);
        Limit = limit ?? (known is null ? null : new Money(known.MonthlyLimitCents, known.Currency).ToInput());
        OtherCard = card == "other";
    }

    private bool TryRead()
    {
        try
        {
            var limit = Money.Parse(Limit, catalog.Currency);
            Terms = AutoTopUpTerms.Of(catalog, Pool.Pool, Pack, Whole(Threshold), limit?.Minor);
            return true;
        }
        catch (Refusal no) when (no.Facts.GetValueOrDefault("errors") is Dictionary<string, string[]> errors)
        {
            foreach (var (field, sentences) in errors)
                ModelState.AddModelError(field, $"{Name(field)}: {sentences[0]}");
            return false;
        }
    }

    private static string Name(string field) => field switch
    {
        "pack" => "Pack",
        "threshold" => "Threshold",
        _ => "Monthly limit",
    };

    private static long? Whole(string? text) =>
        long.TryParse(text?.Trim(), NumberStyles.AllowThousands, CultureInfo.InvariantCulture, out var number)
            ? number
            : null;
}
