namespace SeoRankGenius.Credits.Web.Pages.Admin;

/// <summary>Requests that need the approval of a second admin.</summary>
[RequireRecentSignIn]
public sealed class ApprovalsModel(
    ApprovalQueries approvals, DecideApproval decisions, AdminRefunds refunds) : PageModel
{
    public IReadOnlyList<ApprovalLine> Waiting { get; private set; } = [];

    public IReadOnlyList<ApprovalLine> Decided { get; private set; } = [];

    /// <summary>The request that was just decided; null without one.</summary>
    public ApprovalLine? Decision { get; private set; }

    public Guid Me => User.UserId();

    public async Task OnGetAsync(Guid? done, CancellationToken cancellation)
    {
        Waiting = await approvals.WaitingAsync(cancellation);
        Decided = await approvals.DecidedAsync(cancellation);
        Decision = Decided.FirstOrDefault(line => line.Request.Id == done);
    }

    public Task<IActionResult> OnPostApproveAsync(Guid request, CancellationToken cancellation) =>
        DecideAsync(request, () => ApproveAsync(request, cancellation), cancellation);

    public Task<IActionResult> OnPostRejectAsync(Guid request, string? reason, CancellationToken cancellation) =>
        DecideAsync(
            request, () => decisions.RejectAsync(HttpContext.Actor(), request, reason, cancellation), cancellation);

    public Task<IActionResult> OnPostWithdrawAsync(Guid request, CancellationToken cancellation) =>
        DecideAsync(request, () => decisions.WithdrawAsync(HttpContext.Actor(), request, cancellation), cancellation);

    private async Task ApproveAsync(Guid request, CancellationToken cancellation)
    {
        if (!await refunds.ApproveAsync(HttpContext.Actor(), request, cancellation))
            await decisions.ApproveAsync(HttpContext.Actor(), request, cancellation);
    }

    private async Task<IActionResult> DecideAsync(Guid request, Func<Task> decide, CancellationToken cancellation)
    {
        try
        {
            await decide();
            return RedirectToPage(new { done = request });
        }
        catch (Exception failure) when (failure is DependencyUnavailable or Refusal { Code: not RefusalCode.NotFound })
        {
            await OnGetAsync(done: null, cancellation);
            ModelState.AddModelError("", failure.Message);
            return Page();
        }
    }
}
