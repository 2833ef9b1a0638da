using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using SeoRankGenius.Credits.BackOffice.Adjustments;
using SeoRankGenius.Credits.BackOffice.Payments;
using SeoRankGenius.Credits.Web.Identity;

namespace SeoRankGenius.Credits.Web.Pages.Admin;

/// <summary>What waits for a second admin.</summary>
[MovesCredits]
public sealed class ApprovalsModel(
    ApprovalQueries approvals, DecideApproval approving, AdminRefunds refunding, TimeProvider time) : PageModel
{
    public IReadOnlyList<ApprovalLine> Waiting { get; private set; } = [];

    public IReadOnlyList<ApprovalLine> Decided { get; private set; } = [];

    /// <summary>The request that was decided just now.</summary>
    public ApprovalLine? Done { get; private set; }

    public DateTime Now { get; } = time.GetUtcNow().UtcDateTime;

    public Guid Me => User.Viewer().UserId;

    public async Task OnGetAsync(Guid? done, CancellationToken cancellation)
    {
        Waiting = await approvals.WaitingAsync(cancellation);
        Decided = await approvals.DecidedAsync(cancellation);
        Done = Decided.FirstOrDefault(line => line.Request.Id == done);
    }

    public Task<IActionResult> OnPostApproveAsync(Guid request, CancellationToken cancellation) =>
        DoAsync(request, () => ApproveAsync(request, cancellation), cancellation);

    public Task<IActionResult> OnPostRejectAsync(Guid request, string? reason, CancellationToken cancellation) =>
        DoAsync(request, () => approving.RejectAsync(HttpContext.Actor(), request, reason, cancellation), cancellation);

    public Task<IActionResult> OnPostWithdrawAsync(Guid request, CancellationToken cancellation) =>
        DoAsync(request, () => approving.WithdrawAsync(HttpContext.Actor(), request, cancellation), cancellation);

    private async Task ApproveAsync(Guid request, CancellationToken cancellation)
    {
        if (!await refunding.ApproveAsync(HttpContext.Actor(), request, cancellation))
            await approving.ApproveAsync(HttpContext.Actor(), request, cancellation);
    }

    private async Task<IActionResult> DoAsync(Guid request, Func<Task> decide, CancellationToken cancellation)
    {
        try
        {
            await decide();
            return RedirectToPage(new { done = request });
        }
        catch (Exception no) when (no is DependencyUnavailable or Refusal { Code: not RefusalCode.NotFound })
        {
            await OnGetAsync(done: null, cancellation);
            ModelState.AddModelError("", no.Message);
            return Page();
        }
    }
}
