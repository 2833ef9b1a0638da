using SeoRankGenius.Credits.BackOffice.Admins;
using SeoRankGenius.Credits.BackOffice.Payments;

namespace SeoRankGenius.Credits.BackOffice.Adjustments;

/// <summary>
/// Records a second admin's decision on a request above the limit, once. The requester cannot approve or reject, only
/// withdraw. Both names are stored with the request, in the ledger's note and in the audit log.
/// </summary>
public sealed class DecideApproval(Writer writer, AdjustBalance correcting, AuditLog audit, TimeProvider time)
{
    /// <summary>
    /// Posts a correction; for refunds see <see cref="AdminRefunds.ApproveAsync"/>. Refuses, in this order: a request
    /// that does not exist (<see cref="RefusalCode.NotFound"/>) or is decided
    /// (<see cref="RefusalCode.AlreadyDecided"/>), the admin's own request (<see cref="RefusalCode.OwnRequest"/>), and
    /// a correction that is no longer possible, such as a pool that would fall below zero. The last leaves the request
    /// waiting.
    /// </summary>
    /// <returns>The ledger transaction.</returns>
    public Task<Guid> ApproveAsync(Actor admin, Guid requestId, CancellationToken cancellation) =>
        writer.RunAsync(
            async db =>
            {
                var request = await DecideAsync(db, admin, requestId, ApprovalStatus.Approved, note: null);
                var asked = ToCorrection(request);
                var changes = await PoolChanges.OfAsync(db, asked);
                var (transactionId, posted) = await correcting.PostAsync(
                    db, asked, changes, $"admin:{request.AskedById:N}", approvedBy: admin.Name);
                var entry = AdjustmentDescriptions.Entry(AuditAction.ApprovalGiven, asked, posted);
                await audit.RecordAsync(
                    db, admin, entry with { Sentence = $"{entry.Sentence} Asked by {request.AskedBy}." });
                return transactionId;
            },
            cancellation);

    /// <summary>
    /// Rejects a request with a reason. Refuses as <see cref="ApproveAsync"/> does, and a reason of fewer than 5 or
    /// more than 300 characters.
    /// </summary>
    public Task RejectAsync(Actor admin, Guid requestId, string? reason, CancellationToken cancellation)
    {
        var note = reason?.Trim() ?? "";
        if (note.Length is < 5 or > 300 || note.Any(char.IsControl))
            throw Refusal.Invalid("reason", "Enter an explanation of 5 to 300 characters.");
        return EndAsync(admin, requestId, ApprovalStatus.Rejected, note, cancellation);
    }

    /// <summary>
    /// Withdraws the admin's own request. Refuses another's with <see cref="RefusalCode.OwnRequest"/>.
    /// </summary>
    public Task WithdrawAsync(Actor admin, Guid requestId, CancellationToken cancellation) =>
        EndAsync(admin, requestId, ApprovalStatus.Withdrawn, note: null, cancellation);

    /// <summary>Records a decision only: the request was already carried out, or will not be.</summary>
    internal Task EndAsync(
        Actor admin, Guid requestId, ApprovalStatus status, string? note, CancellationToken cancellation) =>
        writer.RunAsync(
            async db =>
            {
                var request = await DecideAsync(db, admin, requestId, status, note);
                var action = status switch
                {
                    ApprovalStatus.Approved => AuditAction.ApprovalGiven,
                    ApprovalStatus.Rejected => AuditAction.ApprovalRejected,
                    _ => AuditAction.ApprovalWithdrawn,
                };
                await audit.RecordAsync(db, admin, new AuditEntry(
                    action,
                    $"{request.Sentence} Asked by {request.AskedBy}." + (note is null ? "" : $" Why not: {note}"))
                {
                    LicenseId = request.LicenseId,
                    PurchaseId = request.PurchaseId,
                });
            },
            cancellation);

    private async Task<ApprovalRequest> DecideAsync(
        CreditsDb db, Actor admin, Guid requestId, ApprovalStatus status, string? note)
    {
        var request = await db.ApprovalRequests.SingleOrDefaultAsync(row => row.Id == requestId)
            ?? throw new Refusal(RefusalCode.NotFound, "There is no such request.");
        RequireMayDecide(admin, request, isWithdrawal: status == ApprovalStatus.Withdrawn);
        if (status == ApprovalStatus.Approved)
            await AdminAccounts.RequireMayApproveAsync(db, admin, time.GetUtcNow().UtcDateTime);
        request.Decide(status, admin, note, time.GetUtcNow().UtcDateTime);
        await db.SaveChangesAsync();
        return request;
    }

    /// <summary>Refuses a decided request, a decision by the requester, and a withdrawal by another admin.</summary>
    internal static void RequireMayDecide(Actor admin, ApprovalRequest request, bool isWithdrawal)
    {
        if (request.Status != ApprovalStatus.Waiting)
            throw new Refusal(
                RefusalCode.AlreadyDecided, $"{request.DecidedBy} decided this already: {request.Status}.");
        var isOwn = admin.UserId is null || admin.UserId == request.AskedById;
        if (isOwn != isWithdrawal)
            throw new Refusal(
                RefusalCode.OwnRequest,
                isOwn ? "Another admin must decide what you asked for." : "Only who asked can withdraw a request.");
    }

    internal static AdjustmentInput ToCorrection(ApprovalRequest request) =>
        new(request.Id, request.Kind, request.LicenseId)
        {
            PoolId = request.PoolId,
            ToPoolId = request.ToPoolId,
            ReversesId = request.ReversesId,
            Credits = request.Credits,
            Reason = Enum.Parse<AdjustmentReason>(request.Reason),
            Sentence = request.Sentence,
            Reference = request.Reference,
        };
}
