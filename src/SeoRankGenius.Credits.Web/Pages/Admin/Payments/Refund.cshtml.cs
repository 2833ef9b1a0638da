using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using SeoRankGenius.Credits.BackOffice.Adjustments;
using SeoRankGenius.Credits.BackOffice.Payments;
using SeoRankGenius.Credits.Billing.Refunds;
using SeoRankGenius.Credits.Web.Identity;

namespace SeoRankGenius.Credits.Web.Pages.Admin.Payments;

/// <summary>Money back to a buyer: what went back, and a form for more.</summary>
[MovesCredits]
public sealed class RefundModel(
    PaymentQueries files, AdminRefunds refunding, BackOfficeOptions settings, TimeProvider time) : PageModel
{
    public ReturnedMoney Record { get; private set; } = null!;

    /// <summary>What came of the form that was sent: <c>done</c>, <c>waits</c>, or null.</summary>
    public string? Outcome { get; private set; }

    [BindProperty]
    public Fields Input { get; set; } = new();

    public DateTime Now { get; } = time.GetUtcNow().UtcDateTime;

    /// <summary>Whole cents that may still go back.</summary>
    public long Refundable => IssueRefund.Refundable(Record.Purchase);

    /// <summary>More credits than this need a second admin.</summary>
    public long ApprovalAbove => settings.ApprovalAbove;

    public async Task<IActionResult> OnGetAsync(Guid id, string? outcome, CancellationToken cancellation)
    {
        if (!await FindAsync(id, cancellation))
            return NotFound();
        Outcome = outcome;
        Input = new Fields { Id = Guid.NewGuid(), Amount = new Money(Refundable, Record.Purchase.Currency).ToInput() };
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(Guid id, CancellationToken cancellation)
    {
        if (!await FindAsync(id, cancellation))
            return NotFound();
        if (Input.Id == Guid.Empty)
            return BadRequest();
        try
        {
            var isDone = await refunding.RefundAsync(
                HttpContext.Actor(),
                new AdminRefund(Input.Id, id, Amount, Input.Reason ?? "", Input.Sentence ?? ""),
                cancellation);
            return RedirectToPage(new { id, outcome = isDone ? "done" : "waits" });
        }
        catch (Exception no) when (no is DependencyUnavailable or Refusal { Code: not RefusalCode.NotFound })
        {
            var more = no is DependencyUnavailable ? " Send the form again: it refunds once." : "";
            ModelState.AddModelError("", no.Message + more);
            return Page();
        }
    }

    // What is not an amount is 0, which is refused with the sentence that says what can be refunded.
    private long Amount => Money.Parse(Input.Amount, Record.Purchase.Currency)?.Minor ?? 0;

    private async Task<bool> FindAsync(Guid id, CancellationToken cancellation)
    {
        if (await files.FindReturnedAsync(id, cancellation) is not { } file)
            return false;
        Record = file;
        return true;
    }

    /// <summary>As it was typed.</summary>
    public sealed record Fields
    {
        public Guid Id { get; init; }

        public string? Amount { get; init; }

        public string? Reason { get; init; }

        public string? Sentence { get; init; }
    }
}
