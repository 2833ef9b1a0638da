using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using SeoRankGenius.Credits.Notifications;
using SeoRankGenius.Credits.Web.Mail;

namespace SeoRankGenius.Credits.Web.Pages;

/// <summary>
/// Stops the e-mails about one site, for whoever has the link. A mail program posts here by itself (RFC 8058), with no
/// cookie and no form token; the signed link is what lets it.
/// </summary>
[IgnoreAntiforgeryToken]
public sealed class StopEmailsModel(MailLinks links, LowBalanceAlerts alerting) : PageModel
{
    public bool IsStopped { get; private set; }

    /// <summary>A preview of the link stops nothing.</summary>
    public IActionResult OnGet(string code) => links.SiteOf(code) is null ? NotFound() : Page();

    public async Task<IActionResult> OnPostAsync(string code, CancellationToken cancellation)
    {
        if (links.SiteOf(code) is not { } siteId)
            return NotFound();
        await alerting.StopMailAsync(siteId, cancellation);
        IsStopped = true;
        return Page();
    }
}
