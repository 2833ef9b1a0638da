using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using SeoRankGenius.Credits.BackOffice.Payments;
using SeoRankGenius.Credits.Billing.Events;
using SeoRankGenius.Credits.Web.Identity;

namespace SeoRankGenius.Credits.Web.Pages.Admin.Payments;

/// <summary>One of Stripe's events; one with a purchase is shown among its others.</summary>
[MovesCredits]
public sealed class EventModel(PaymentQueries purchases, ReapplyEvent resettling, TimeProvider time) : PageModel
{
    public StoredEvent Told { get; private set; } = null!;

    public DateTime Now { get; } = time.GetUtcNow().UtcDateTime;

    public async Task<IActionResult> OnGetAsync(string id, CancellationToken cancellation)
    {
        if (await purchases.FindEventAsync(id, cancellation) is not { } told)
            return NotFound();
        if (told.PurchaseId is { } purchaseId)
            return RedirectToPage("Purchase", null, new { id = purchaseId }, id);

        Told = told;
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(string id, CancellationToken cancellation)
    {
        try
        {
            return await resettling.ApplyAsync(HttpContext.Actor(), id, cancellation) is { } purchaseId
                ? RedirectToPage("Purchase", new { id = purchaseId, done = true })
                : RedirectToPage(new { id });
        }
        catch (Exception fault) when (fault is DependencyUnavailable or Refusal { Code: not RefusalCode.NotFound })
        {
            ModelState.AddModelError("", fault.Message + " Nothing was changed.");
            return await purchases.FindEventAsync(id, cancellation) is { } told ? Show(told) : NotFound();
        }
    }

    private PageResult Show(StoredEvent told)
    {
        Told = told;
        return Page();
    }
}
