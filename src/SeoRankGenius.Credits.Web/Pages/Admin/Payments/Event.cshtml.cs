namespace SeoRankGenius.Credits.Web.Pages.Admin.Payments;

/// <summary>One Stripe event. An event of a purchase redirects to the purchase.</summary>
[RequireRecentSignIn]
public sealed class EventModel(PaymentQueries payments, ReapplyEvent reapply) : PageModel
{
    public StoredEvent Event { get; private set; } = null!;

    public async Task<IActionResult> OnGetAsync(string id, CancellationToken cancellation)
    {
        if (await payments.FindEventAsync(id, cancellation) is not { } stored)
            return NotFound();
        if (stored.PurchaseId is { } purchaseId)
            return RedirectToPage("Purchase", null, new { id = purchaseId }, id);

        Event = stored;
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(string id, CancellationToken cancellation)
    {
        try
        {
            return await reapply.ApplyAsync(HttpContext.Actor(), id, cancellation) is { } purchaseId
                ? RedirectToPage("Purchase", new { id = purchaseId, done = true })
                : RedirectToPage(new { id });
        }
        catch (Exception failure) when (failure is DependencyUnavailable or Refusal { Code: not RefusalCode.NotFound })
        {
            ModelState.AddModelError("", failure.Message + " Nothing was changed.");
            if (await payments.FindEventAsync(id, cancellation) is not { } stored)
                return NotFound();
            Event = stored;
            return Page();
        }
    }
}
