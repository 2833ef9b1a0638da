namespace SeoRankGenius.Credits.Web.Pages.Account.TopUp;

/// <summary>
/// Sets up an automatic top-up in two steps on one address, without a script: choose, then agree to the exact terms.
/// </summary>
[Access(Right.Bill)]
[Access(Right.Bill, "")]
public sealed class TopUpSetUpModel(
    OwnerSites sites, AutoTopUpSetup autoTopUps, PriceList catalog, PublicUrl url) : PageModel
{
    public OwnerSite Site { get; private set; } = null!;

    public PoolTopUp Pool { get; private set; } = null!;

    public IReadOnlyList<Pack> Packs => [.. catalog.PacksOf(Pool.Pool)];

    public string Currency => catalog.Currency;

    /// <summary>As typed, or as stored.</summary>
    public Fields Input { get; private set; } = new();

    /// <summary>A card other than the saved one is to be used.</summary>
    public bool UsesOtherCard => Input.Card == "other";

    /// <summary>The terms to agree to; null in the first step.</summary>
    public AutoTopUpTerms? Terms { get; private set; }

    public string Consent => Terms!.Words(Pool.Pool, Site.Domain);

    public bool NeedsCheckout => UsesOtherCard || !Pool.Details.HasCard;

    /// <summary>The choice as this page's query, so that a sign-in on the way keeps it.</summary>
    public string Query => QueryString.Create(
    [
        new("pool", Pool.Pool.Code()), new("pack", Input.Pack), new("threshold", Input.Threshold),
        new("limit", Input.Limit), .. UsesOtherCard ? [KeyValuePair.Create<string, string?>("card", "other")]
            : Array.Empty<KeyValuePair<string, string?>>(),
    ]).Value![1..];

    /// <summary>The form; with a complete choice the agreement.</summary>
    public async Task<IActionResult> OnGetAsync(string domain, Fields fields, CancellationToken cancellation)
    {
        if (!await FindAsync(domain, fields, cancellation))
            return NotFound();
        if ((fields.Pack ?? fields.Threshold ?? fields.Limit) is not null)
            ReadTerms();
        return Page();
    }

    /// <summary>Agrees to the terms.</summary>
    public async Task<IActionResult> OnPostAsync(
        string domain, Fields fields, string? agree, CancellationToken cancellation)
    {
        if (!await FindAsync(domain, fields, cancellation))
            return NotFound();
        ReadTerms();
        if (Terms is not null && agree != "true")
            ModelState.AddModelError("agree", "Select the checkbox to agree.");
        if (!ModelState.IsValid)
        {
            Response.StatusCode = StatusCodes.Status422UnprocessableEntity;
            return Page();
        }

        var tab = $"/account/credits/{Site.Domain}";
        var checkout = await autoTopUps.AgreeAsync(
            HttpContext.Viewer(), User.Buyer(Site), Pool.Pool, Terms!, UsesOtherCard,
            url.CheckoutUrls(Request, $"{tab}/thanks", $"{tab}/top-up"), cancellation);
        return checkout is null
            ? RedirectToPage("TopUp", new { domain = Site.Domain, saved = "on" })
            : this.SeeOther(checkout);
    }

    private async Task<bool> FindAsync(string domain, Fields fields, CancellationToken cancellation)
    {
        if (PoolKinds.FromCode(fields.Pool ?? PoolKind.Shared.Code()) is not { } pool
            || await sites.FindAsync(HttpContext.Viewer(), domain, cancellation) is not { IsTest: false } site)
            return false;
        var details = await autoTopUps.ReadAsync(pool.Id(site.LicenseId, site.SiteId), cancellation);
        (Site, Pool) = (site, new PoolTopUp(pool, site.Balances.Of(pool), details));
        var stored = details.TopUp;
        Input = fields with
        {
            Pack = fields.Pack ?? stored?.Pack,
            Threshold = fields.Threshold ?? stored?.Threshold.ToString(CultureInfo.InvariantCulture),
            Limit = fields.Limit
                ?? (stored is null ? null : new Money(stored.MonthlyLimitMinor, stored.Currency).ToInput()),
        };
        return true;
    }

    private void ReadTerms()
    {
        try
        {
            Terms = AutoTopUpTerms.Of(
                catalog, Pool.Pool, Input.Pack, Parse.Number(Input.Threshold),
                Money.Parse(Input.Limit, catalog.Currency)?.Minor);
        }
        catch (Refusal refusal) when (refusal.Code == RefusalCode.InvalidRequest)
        {
            ModelState.AddRefusal(refusal);
        }
    }

    /// <summary>As typed.</summary>
    public sealed record Fields
    {
        public string? Pool { get; init; }

        public string? Pack { get; init; }

        public string? Threshold { get; init; }

        public string? Limit { get; init; }

        /// <summary><c>other</c> for another card than the saved one.</summary>
        public string? Card { get; init; }
    }
}
