using SeoRankGenius.Credits.BackOffice.Adjustments;
using SeoRankGenius.Credits.BackOffice.Admins;
using SeoRankGenius.Credits.BackOffice.Licenses;
using SeoRankGenius.Credits.Billing.Refunds;

namespace SeoRankGenius.Credits.BackOffice.Payments;

/// <summary>A refund as an admin enters it.</summary>
/// <param name="Id">The form's one-time id: sent twice, it refunds once.</param>
/// <param name="PurchaseId">The purchase.</param>
/// <param name="AmountMinor">Whole minor units of its currency.</param>
/// <param name="Reason">One of <see cref="IssueRefund.Reasons"/>.</param>
/// <param name="Sentence">The reason, in the admin's words.</param>
public sealed record AdminRefund(Guid Id, Guid PurchaseId, long AmountMinor, string Reason, string Sentence)
{
    internal RefundInput InputOf(string by) => new(Id, PurchaseId, AmountMinor, Reason, by);
}

/// <summary>
/// Refunds by admins. Each is recorded before Stripe is called. One above a limit
/// (<see cref="ApprovalLimits"/>) waits for a second admin (<see cref="DecideApproval"/>).
/// </summary>
public sealed class AdminRefunds(
    IssueRefund refunds,
    DecideApproval approvals,
    Reader reader,
    Writer writer,
    AuditLog audit,
    ApprovalLimits limits,
    TimeProvider time)
{
    /// <summary>
    /// Refunds, or requests approval. May be repeated: the same id takes effect once, even when Stripe's answer was
    /// lost. Refuses, in this order: a sentence of fewer than 5 or more than 300 characters
    /// (<see cref="RefusalCode.InvalidRequest"/>), and what <see cref="IssueRefund.RefundAsync"/> refuses. Throws
    /// <see cref="DependencyUnavailable"/> when Stripe is unreachable: send the same form again.
    /// </summary>
    /// <returns>True when the refund was issued; false while it waits.</returns>
    public async Task<bool> RefundAsync(Actor admin, AdminRefund refund, CancellationToken cancellation)
    {
        LicenseAdmin.RequireSentence(refund.Sentence);
        var isRequested = await writer.RunAsync(db => RequestAsync(db, admin, refund), cancellation);
        if (isRequested)
            await refunds.SendAsync(refund.Id, cancellation);
        return isRequested;
    }

    /// <summary>
    /// Carries out a refund that another admin requested. Stripe is called first: a request that Stripe rejects or does
    /// not answer still waits, and may be approved again. Refuses as <see cref="DecideApproval.ApproveAsync"/> and
    /// <see cref="RefundAsync"/> do.
    /// </summary>
    /// <returns>False when the request is not for a refund; nothing was done.</returns>
    public async Task<bool> ApproveAsync(Actor admin, Guid requestId, CancellationToken cancellation)
    {
        var request = await reader.RunAsync(db => db.ApprovalRequests.SingleOrDefaultAsync(
            row => row.Id == requestId && row.Kind == ApprovalKind.Refund, cancellation));
        if (request is null)
            return false;

        DecideApproval.RequireMayDecide(admin, request, isWithdrawal: false);
        await writer.RunAsync(
            db => AdminAccounts.RequireMayApproveAsync(db, admin, time.GetUtcNow().UtcDateTime), cancellation);
        var refund = new AdminRefund(
            request.Id, request.PurchaseId!.Value, request.AmountMinor!.Value, request.Reason, request.Sentence);
        await writer.RunAsync(
            db => StartAsync(db, admin, refund, $"admin:{request.AskedById:N}"), cancellation);
        await refunds.SendAsync(refund.Id, cancellation);
        await approvals.EndAsync(admin, request.Id, ApprovalStatus.Approved, note: null, cancellation);
        return true;
    }

    private async Task<bool> RequestAsync(CreditsDb db, Actor admin, AdminRefund refund)
    {
        if (await db.ApprovalRequests.AnyAsync(row => row.Id == refund.Id))
            return false;
        if (await IssueRefund.IsRequestedAsync(db, refund.InputOf(admin.InLedger)))
            return true;
        var purchase = await db.Purchases.AsNoTracking().SingleOrDefaultAsync(row => row.Id == refund.PurchaseId)
            ?? throw new Refusal(RefusalCode.NotFound, "There is no such purchase.");
        IssueRefund.Require(purchase, refund.AmountMinor, refund.Reason);
        if (!await limits.CountAsync(
            db, refund.Id, admin, purchase.LicenseId, purchase.Id, CreditsOf(purchase, refund.AmountMinor)))
        {
            await StartAsync(db, admin, refund, admin.InLedger);
            return true;
        }

        db.ApprovalRequests.Add(new ApprovalRequest(
            refund.Id, ApprovalKind.Refund, admin, time.GetUtcNow().UtcDateTime)
        {
            LicenseId = purchase.LicenseId,
            PurchaseId = purchase.Id,
            AmountMinor = refund.AmountMinor,
            Reason = refund.Reason,
            Sentence = refund.Sentence.Trim(),
        });
        await audit.RecordAsync(db, admin, EntryOf(AuditAction.ApprovalRequested, "requested", purchase, refund));
        return false;
    }

    private static long CreditsOf(Purchase purchase, long amountMinor) =>
        ClawbackMath.Of(purchase.Credits, amountMinor, purchase.PaidMinor ?? purchase.PriceMinor);

    private async Task StartAsync(CreditsDb db, Actor admin, AdminRefund refund, string by)
    {
        if (!await refunds.RequestAsync(db, refund.InputOf(by)))
            return;
        var purchase = await db.Purchases.AsNoTracking().SingleAsync(row => row.Id == refund.PurchaseId);
        await audit.RecordAsync(db, admin, EntryOf(AuditAction.RefundStarted, "started", purchase, refund));
    }

    private static AuditEntry EntryOf(AuditAction action, string verb, Purchase purchase, AdminRefund refund) => new(
        action,
        $"Refund of {new Money(refund.AmountMinor, purchase.Currency)} {verb}: {refund.Sentence.Trim()}")
    {
        LicenseId = purchase.LicenseId,
        SiteId = purchase.SiteId,
        PurchaseId = purchase.Id,
        Before = new { refunded = new Money(purchase.RefundedMinor, purchase.Currency).ToString() },
        After = new
        {
            request = refund.Id, amount = new Money(refund.AmountMinor, purchase.Currency).ToString(), refund.Reason,
        },
    };
}
