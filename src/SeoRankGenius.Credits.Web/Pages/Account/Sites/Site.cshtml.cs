namespace SeoRankGenius.Credits.Web.Pages.Account.Sites;

/// <summary>What an owner decides about a site: its monthly cap, a pause, and Shared Credits that it gets.</summary>
[Access(Right.Read)]
[Access(Right.Manage, "Limits", "Transfer")]
public sealed class SiteModel(OwnerSites sites, SiteSettings settings) : PageModel
{
    public OwnerSite Site { get; private set; } = null!;

    public SiteLimits Limits { get; private set; } = null!;

    /// <summary>As typed, or as stored; empty for no cap.</summary>
    public string? Cap { get; private set; }

    /// <summary>As typed.</summary>
    public string? Credits { get; private set; }

    /// <summary>The form's one-time id: a repeated request moves credits once.</summary>
    public Guid TransferId { get; private set; } = Guid.NewGuid();

    public string? Notice { get; private set; }

    public async Task<IActionResult> OnGetAsync(string domain, string? saved, CancellationToken cancellation)
    {
        if (!await FindAsync(domain, cancellation))
            return NotFound();
        Notice = saved switch
        {
            "limits" => "Limits saved. They apply from the next use.",
            "transfer" => "Credits allocated. They belong to this site now.",
            _ => null,
        };
        return Page();
    }

    public async Task<IActionResult> OnPostLimitsAsync(
        string domain, string? cap, string? paused, CancellationToken cancellation)
    {
        if (!await FindAsync(domain, cancellation))
            return NotFound();
        Cap = cap;
        if (!string.IsNullOrWhiteSpace(cap) && Parse.Number(cap) is not (>= 0 and <= SiteSettings.MostCredits))
            return Invalid("cap", "Enter a whole number from 0 to 1,000,000,000, or leave it empty for no cap.");
        await settings.LimitAsync(Site.SiteId, Site.LicenseId, Parse.Number(cap), paused == "true", cancellation);
        return RedirectToPage(new { domain = Site.Domain, saved = "limits" });
    }

    public async Task<IActionResult> OnPostTransferAsync(
        string domain, string? credits, Guid transfer, CancellationToken cancellation)
    {
        if (!await FindAsync(domain, cancellation))
            return NotFound();
        (Credits, TransferId) = (credits, transfer);
        if (Parse.Number(credits) is not (>= 1 and <= SiteSettings.MostCredits and var count) || transfer == default)
            return Invalid("credits", "Enter a whole number of credits, at least 1.");
        try
        {
            await settings.TransferAsync(HttpContext.Viewer(), Site.SiteId, transfer, count, cancellation);
        }
        catch (Refusal refusal) when (refusal.Code is RefusalCode.InsufficientCredits)
        {
            var left = Format.Credits(Site.Balances.Shared, PoolKind.Shared);
            return Invalid("credits", $"You have {left}. Enter a smaller number.");
        }
        catch (Refusal refusal) when (refusal.Code is RefusalCode.IdempotencyKeyReused)
        {
            TransferId = Guid.NewGuid();
            return Invalid("credits", "This form was already sent with another number. Check the balance first.");
        }

        return RedirectToPage(new { domain = Site.Domain, saved = "transfer" });
    }

    private PageResult Invalid(string field, string sentence)
    {
        ModelState.AddModelError(field, sentence);
        Response.StatusCode = StatusCodes.Status422UnprocessableEntity;
        return Page();
    }

    private async Task<bool> FindAsync(string domain, CancellationToken cancellation)
    {
        if (await sites.FindAsync(HttpContext.Viewer(), domain, cancellation) is not { } site)
            return false;
        (Site, Limits) = (site, await settings.ReadAsync(site.SiteId, site.LicenseId, cancellation));
        Cap = Limits.Cap is { } cap ? Format.Number(cap) : null;
        return true;
    }
}
