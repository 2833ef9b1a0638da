namespace SeoRankGenius.Credits.Web.Pages.Admin.Payments;

/// <summary>One Stripe event. An event of a purchase redirects to the purchase.</summary>
[RequireRecentSignIn]
public sealed class EventModel(PaymentQueries payments, ReapplyEvent reapply, FlaggedEvents flagged) : PageModel
{
    public StoredEvent Event { get; private set; } = null!;

    public async Task<IActionResult> OnGetAsync(string id, CancellationToken cancellation)
    {
        Event = await payments.FindEventAsync(id, cancellation);
        return Event.PurchaseId is { } purchaseId
            ? RedirectToPage("Purchase", null, new { id = purchaseId }, id)
            : Page();
    }

    public async Task<IActionResult> OnPostAsync(string id, CancellationToken cancellation)
    {
        Guid? purchaseId = null;
        if (await this.TryAsync(
            async () => purchaseId = await reapply.ApplyAsync(HttpContext.Actor(), id, cancellation),
            advice: "Nothing was changed."))
            return purchaseId is null
                ? RedirectToPage(new { id })
                : RedirectToPage("Purchase", new { id = purchaseId, done = true });
        Event = await payments.FindEventAsync(id, cancellation);
        return Page();
    }

    /// <summary>Takes a flagged event off the start page, with a reason.</summary>
    public async Task<IActionResult> OnPostResolveAsync(string id, string? reason, CancellationToken cancellation)
    {
        if (await this.TryAsync(() => flagged.ResolveAsync(HttpContext.Actor(), id, reason, cancellation)))
            return RedirectToPage(new { id });
        Event = await payments.FindEventAsync(id, cancellation);
        return Page();
    }
}
