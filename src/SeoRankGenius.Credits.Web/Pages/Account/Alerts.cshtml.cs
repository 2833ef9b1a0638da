namespace SeoRankGenius.Credits.Web.Pages.Account;

/// <summary>The threshold of a site's low balance alert, and whether it is sent by e-mail.</summary>
[Access(Right.Read)]
[Access(Right.Manage, "", "Hide")]
public sealed class AlertsModel(OwnerSites sites, LowBalanceAlerts alerts, MailOptions mail) : PageModel
{
    private AlertSettings _settings = null!;

    public OwnerSite Site { get; private set; } = null!;

    /// <summary>As typed, or as stored.</summary>
    public string? Threshold { get; private set; }

    /// <summary>The threshold of a site without its own. Whole credits.</summary>
    public long Default => _settings.DefaultThreshold;

    public bool WantsMail { get; private set; }

    public bool SendsMail => mail.IsOn;

    public bool IsSaved { get; private set; }

    public async Task<IActionResult> OnGetAsync(string domain, string? saved, CancellationToken cancellation)
    {
        if (!await FindAsync(domain, cancellation))
            return NotFound();
        Threshold = _settings.Threshold is { } threshold ? Format.Number(threshold) : null;
        WantsMail = _settings.WantsMail;
        IsSaved = saved is not null;
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(
        string domain, string? threshold, string? mail, CancellationToken cancellation)
    {
        if (!await FindAsync(domain, cancellation))
            return NotFound();
        (Threshold, WantsMail) = (threshold, SendsMail ? mail == "true" : _settings.WantsMail);
        var credits = Parse.Number(threshold);
        if (!string.IsNullOrWhiteSpace(threshold) && credits is not (>= 0 and <= LowBalanceAlerts.MostCredits))
        {
            ModelState.AddModelError("threshold", "Enter a whole number from 0 to 1,000,000, or leave it empty.");
            Response.StatusCode = StatusCodes.Status422UnprocessableEntity;
            return Page();
        }

        await alerts.SetAsync(Site.SiteId, credits, WantsMail, cancellation);
        return RedirectToPage(new { domain = Site.Domain, saved = "1" });
    }

    /// <summary>Hides the notice on the tab until the next crossing.</summary>
    public async Task<IActionResult> OnPostHideAsync(string domain, CancellationToken cancellation)
    {
        if (!await FindAsync(domain, cancellation))
            return NotFound();
        await alerts.HideAsync(Site.SiteId, cancellation);
        return RedirectToPage("/Account/Credits/Credits", new { domain = Site.Domain });
    }

    private async Task<bool> FindAsync(string domain, CancellationToken cancellation)
    {
        if (await sites.FindAsync(HttpContext.Viewer(), domain, cancellation) is not { IsTest: false } site)
            return false;
        (Site, _settings) = (site, await alerts.ReadAsync(site.SiteId, cancellation));
        return true;
    }
}
