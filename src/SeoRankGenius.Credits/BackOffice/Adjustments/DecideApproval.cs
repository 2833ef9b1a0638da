using Microsoft.EntityFrameworkCore;
using SeoRankGenius.Credits.BackOffice.Audit;
using SeoRankGenius.Credits.BackOffice.Payments;
using SeoRankGenius.Credits.Data;

namespace SeoRankGenius.Credits.BackOffice.Adjustments;

/// <summary>
/// A second admin decides what is above the limit, once. The asker cannot approve or reject, only withdraw; both names
/// are kept with the request, in the ledger's note and in the audit.
/// </summary>
public sealed class DecideApproval(Writer writer, AdjustBalance correcting, AuditLog audit, TimeProvider time)
{
    /// <summary>
    /// Carries a correction out; a refund is <see cref="AdminRefunds.ApproveAsync"/>'s. Refuses, in this order: a
    /// request that does not exist (<see cref="RefusalCode.NotFound"/>) or is decided
    /// (<see cref="RefusalCode.AlreadyDecided"/>), one's own (<see cref="RefusalCode.OwnRequest"/>), and what cannot be
    /// done any more, such as a pool that would be below zero: then it still waits.
    /// </summary>
    /// <returns>The ledger's transaction.</returns>
    public Task<Guid> ApproveAsync(Actor admin, Guid requestId, CancellationToken cancellation) =>
        writer.RunAsync(
            async db =>
            {
                var request = await DecideAsync(db, admin, requestId, ApprovalStatus.Approved, note: null);
                var asked = ToCorrection(request);
                var changes = await PoolChanges.OfAsync(db, asked);
                var (transactionId, posted) = await correcting.PostAsync(
                    db, asked, changes, $"admin:{request.AskedById:N}", approvedBy: admin.Name);
                var deed = AdjustmentDescriptions.Deed(AuditAction.ApprovalGiven, asked, posted);
                await audit.RecordAsync(
                    db, admin, deed with { Sentence = $"{deed.Sentence} Asked by {request.AskedBy}." });
                return transactionId;
            },
            cancellation);

    /// <summary>
    /// Says no, with a reason. Refuses as <see cref="ApproveAsync"/> does, and a reason of fewer than 5 or more than
    /// 300 characters.
    /// </summary>
    public Task RejectAsync(Actor admin, Guid requestId, string? reason, CancellationToken cancellation)
    {
        var note = reason?.Trim() ?? "";
        if (note.Length is < 5 or > 300 || note.Any(char.IsControl))
            throw new Refusal(RefusalCode.InvalidRequest, "Please say why not, in a sentence of 5 to 300 characters.")
                .With("errors", new Dictionary<string, string[]>
                {
                    ["reason"] = ["Please say why not, in a sentence of 5 to 300 characters."],
                });
        return EndAsync(admin, requestId, ApprovalStatus.Rejected, note, cancellation);
    }

    /// <summary>Takes one's own request back. Refuses another's with <see cref="RefusalCode.OwnRequest"/>.</summary>
    public Task WithdrawAsync(Actor admin, Guid requestId, CancellationToken cancellation) =>
        EndAsync(admin, requestId, ApprovalStatus.Withdrawn, note: null, cancellation);

    /// <summary>Decides a request without carrying anything out: what it asked for was done, or will not be.</summary>
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
        request.Decide(status, admin, note, time.GetUtcNow().UtcDateTime);
        await db.SaveChangesAsync();
        return request;
    }

    /// <summary>Refuses a request that is decided, and the wrong one of the two people.</summary>
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
