namespace SeoRankGenius.Credits.Web.Pages.Admin.Payments;

/// <summary>
/// One purchase with its status, its Stripe events and the actions of admins. Two buttons process it again: from
/// Stripe, or from a stored event.
/// </summary>
[RequireRecentSignIn]
public sealed class PurchaseModel(
    PaymentQueries payments, ReapplyEvent reapply) : PageModel
{
    public PurchaseDetails Record { get; private set; } = null!;

    /// <summary>The result of the button that was pressed, as recorded; null without one.</summary>
    public string? Notice { get; private set; }

    public async Task<IActionResult> OnGetAsync(Guid id, bool done, CancellationToken cancellation)
    {
        Record = await payments.FindAsync(id, cancellation);
        if (done)
            Notice = Record.Trail.Count > 0 ? Record.Trail[0].Sentence : null;
        return Page();
    }

    public Task<IActionResult> OnPostStripeAsync(Guid id, CancellationToken cancellation) =>
        ProcessAsync(id, () => reapply.AskStripeAsync(HttpContext.Actor(), id, cancellation), cancellation);

    public Task<IActionResult> OnPostEventAsync(Guid id, string eventId, CancellationToken cancellation) =>
        ProcessAsync(id, () => reapply.ApplyAsync(HttpContext.Actor(), eventId, cancellation), cancellation);

    private async Task<IActionResult> ProcessAsync(Guid id, Func<Task> process, CancellationToken cancellation)
    {
        if (await this.TryAsync(process, advice: "Nothing was changed."))
            return RedirectToPage(new { id, done = true });
        Record = await payments.FindAsync(id, cancellation);
        return Page();
    }
}
