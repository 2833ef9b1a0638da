using System.Globalization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using SeoRankGenius.Credits.Licensing;
using SeoRankGenius.Credits.Notifications;
using SeoRankGenius.Credits.Web.Identity;
using SeoRankGenius.Credits.Web.Mail;

namespace SeoRankGenius.Credits.Web.Pages.Account;

/// <summary>When a site's owner is told that credits run low.</summary>
public sealed class AlertsModel(OwnerSites sites, LowBalanceAlerts alerting, MailOptions emails) : PageModel
{
    public string Domain { get; private set; } = "";

    /// <summary>As it was typed, or is stored.</summary>
    public string? Threshold { get; private set; }

    /// <summary>Whole credits, for an owner who sets nothing.</summary>
    public long Default { get; private set; }

    public bool WantsMail { get; private set; }

    public bool SendsMail => emails.IsOn;

    public bool IsSaved { get; private set; }

    public async Task<IActionResult> OnGetAsync(string domain, string? saved, CancellationToken cancellation)
    {
        if (await FindAsync(domain, cancellation) is not { } settings)
            return NotFound();
        Threshold = settings.Threshold?.ToString(CultureInfo.InvariantCulture);
        WantsMail = settings.WantsMail;
        IsSaved = saved is not null;
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(
        string domain, string? threshold, string? mail, CancellationToken cancellation)
    {
        if (await FindAsync(domain, cancellation) is not { } settings)
            return NotFound();
        (Threshold, WantsMail) = (threshold, SendsMail ? mail == "true" : settings.WantsMail);
        if (!TryRead(threshold, out var credits))
        {
            ModelState.AddModelError("threshold", "Give a whole number from 0 to 1,000,000, or nothing.");
            Response.StatusCode = StatusCodes.Status422UnprocessableEntity;
            return Page();
        }

        await alerting.SetAsync(Site!.SiteId, credits, WantsMail, cancellation);
        return RedirectToPage(new { domain = Domain, saved = "1" });
    }

    /// <summary>The notice on the tab is read; it comes back with the next crossing.</summary>
    public async Task<IActionResult> OnPostHideAsync(string domain, CancellationToken cancellation)
    {
        if (await FindAsync(domain, cancellation) is null)
            return NotFound();
        await alerting.HideAsync(Site!.SiteId, cancellation);
        return RedirectToPage("/Account/Credits/Credits", new { domain = Domain });
    }

    private OwnerSite? Site { get; set; }

    private async Task<AlertSettings?> FindAsync(string domain, CancellationToken cancellation)
    {
        Site = await sites.FindAsync(User.Viewer(), domain, cancellation);
        if (Site is null)
            return null;
        var settings = await alerting.ReadAsync(Site.SiteId, cancellation);
        (Domain, Default) = (Site.Domain, settings.DefaultThreshold);
        return settings;
    }

    private static bool TryRead(string? text, out long? credits)
    {
        credits = null;
        if (string.IsNullOrWhiteSpace(text))
            return true;
        if (!long.TryParse(
                text, NumberStyles.AllowThousands | NumberStyles.AllowLeadingWhite | NumberStyles.AllowTrailingWhite,
                CultureInfo.InvariantCulture, out var number) || number is < 0 or > LowBalanceAlerts.MostCredits)
            return false;
        credits = number;
        return true;
    }
}
