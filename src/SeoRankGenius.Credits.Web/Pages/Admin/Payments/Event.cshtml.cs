namespace SeoRankGenius.Credits.Web.Pages.Admin.Payments;

/// <summary>One Stripe event. An event of a purchase redirects to the purchase.</summary>
[RequireRecentSignIn]
public sealed class EventModel(
    PaymentQueries payments, ReapplyEvent reapply, FlaggedEvents flagged, SecondSubscriptions seconds) : PageModel
{
    public StoredEvent Event { get; private set; } = null!;

    /// <summary>It is about a second subscription, which can be canceled and refunded.</summary>
    public bool IsOfSecondSubscription { get; private set; }

    /// <summary>The result of the page that led here; null without one.</summary>
    public string? Notice { get; private set; }

    public async Task<IActionResult> OnGetAsync(string id, string? canceled, CancellationToken cancellation)
    {
        await ReadAsync(id, cancellation);
        Notice = canceled switch
        {
            "done" => "The second subscription was canceled and refunded. Its credits were removed.",
            "waiting" => "The second subscription was canceled. Its refund waits for a second admin.",
            _ => null,
        };
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
        await ReadAsync(id, cancellation);
        return Page();
    }

    /// <summary>Takes a flagged event off the start page, with a reason.</summary>
    public async Task<IActionResult> OnPostResolveAsync(string id, string? reason, CancellationToken cancellation)
    {
        if (await this.TryAsync(() => flagged.ResolveAsync(HttpContext.Actor(), id, reason, cancellation)))
            return RedirectToPage(new { id });
        await ReadAsync(id, cancellation);
        return Page();
    }

    private async Task ReadAsync(string id, CancellationToken cancellation)
    {
        Event = await payments.FindEventAsync(id, cancellation);
        IsOfSecondSubscription = await seconds.IsOfferedAsync(Event);
    }
}
