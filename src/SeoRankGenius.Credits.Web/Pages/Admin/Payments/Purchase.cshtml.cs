using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using SeoRankGenius.Credits.BackOffice.Audit;
using SeoRankGenius.Credits.BackOffice.Payments;
using SeoRankGenius.Credits.Web.Identity;

namespace SeoRankGenius.Credits.Web.Pages.Admin.Payments;

/// <summary>
/// One purchase: what was sold, how far it has come and why, what Stripe told, what admins did. Its two buttons run
/// the one settle step again.
/// </summary>
[MovesCredits]
public sealed class PurchaseModel(
    PaymentQueries purchases, ReapplyEvent resettling, AuditLog audit, TimeProvider time) : PageModel
{
    public PurchaseDetails Record { get; private set; } = null!;

    /// <summary>What came of the button that was pressed, as it was written down.</summary>
    public string? Done { get; private set; }

    public DateTime Now { get; } = time.GetUtcNow().UtcDateTime;

    public async Task<IActionResult> OnGetAsync(Guid id, bool done, CancellationToken cancellation)
    {
        if (!await ReadAsync(id, cancellation))
            return NotFound();
        if (done)
            Done = Record.Trail.Count > 0 ? Record.Trail[0].Sentence : null;
        else
            await audit.NoteAsync(
                HttpContext.Actor(),
                new AuditEntry(AuditAction.PurchaseViewed, $"Looked at a purchase for {Record.Domain}.")
                {
                    LicenseId = Record.Purchase.LicenseId, SiteId = Record.Purchase.SiteId, PurchaseId = id,
                });
        return Page();
    }

    public Task<IActionResult> OnPostStripeAsync(Guid id, CancellationToken cancellation) =>
        AgainAsync(id, () => resettling.AskStripeAsync(HttpContext.Actor(), id, cancellation), cancellation);

    public Task<IActionResult> OnPostEventAsync(Guid id, string told, CancellationToken cancellation) =>
        AgainAsync(id, () => resettling.ApplyAsync(HttpContext.Actor(), told, cancellation), cancellation);

    private async Task<IActionResult> AgainAsync(Guid id, Func<Task> settle, CancellationToken cancellation)
    {
        try
        {
            await settle();
            return RedirectToPage(new { id, done = true });
        }
        catch (Exception fault) when (fault is DependencyUnavailable or Refusal { Code: not RefusalCode.NotFound })
        {
            ModelState.AddModelError("", fault.Message + " Nothing was changed.");
            return await ReadAsync(id, cancellation) ? Page() : NotFound();
        }
    }

    private async Task<bool> ReadAsync(Guid id, CancellationToken cancellation)
    {
        if (await purchases.FindAsync(id, cancellation) is not { } file)
            return false;
        Record = file;
        return true;
    }
}
