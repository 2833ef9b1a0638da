namespace SeoRankGenius.Credits.Web.Pages.Admin;

/// <summary>The e-mails that were queued, newest first, and the abandoned ones to send again.</summary>
[RequireRecentSignIn]
public sealed class MailsModel(Outbox outbox, MailOptions settings) : PageModel
{
    /// <summary>Whether to list only the e-mails that were not sent.</summary>
    [FromQuery]
    public bool Unsent { get; set; }

    public IReadOnlyList<OutboxMail> Mails { get; private set; } = [];

    public bool IsOn => settings.IsOn;

    public async Task OnGetAsync(CancellationToken cancellation) =>
        Mails = await outbox.RecentAsync(Unsent, cancellation);

    public async Task<IActionResult> OnPostRetryAsync(Guid mail, CancellationToken cancellation)
    {
        try
        {
            await outbox.RetryAsync(mail, cancellation);
            return RedirectToPage(new { Unsent });
        }
        catch (Refusal refusal) when (refusal.Code is not RefusalCode.NotFound)
        {
            await OnGetAsync(cancellation);
            ModelState.AddModelError("", refusal.Message);
            return Page();
        }
    }
}
