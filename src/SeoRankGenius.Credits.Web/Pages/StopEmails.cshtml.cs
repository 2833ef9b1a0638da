namespace SeoRankGenius.Credits.Web.Pages;

/// <summary>
/// Stops the e-mails about one site. Mail programs post here (RFC 8058) without a cookie and a form token; the signed
/// link authorizes them.
/// </summary>
[IgnoreAntiforgeryToken]
public sealed class StopEmailsModel(MailLinks links, LowBalanceAlerts alerts) : PageModel
{
    public bool IsStopped { get; private set; }

    /// <summary>A preview of the link changes nothing.</summary>
    public IActionResult OnGet(string code) => links.SiteOf(code) is null ? NotFound() : Page();

    public async Task<IActionResult> OnPostAsync(string code, CancellationToken cancellation)
    {
        if (links.SiteOf(code) is not { } siteId)
            return NotFound();
        await alerts.StopMailAsync(siteId, cancellation);
        IsStopped = true;
        return Page();
    }
}
