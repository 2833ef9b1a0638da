using SeoRankGenius.Credits.BackOffice.Adjustments;
using SeoRankGenius.Credits.BackOffice.Admins;
using SeoRankGenius.Credits.BackOffice.Licenses;
using SeoRankGenius.Credits.Billing.Refunds;

namespace SeoRankGenius.Credits.BackOffice.Payments;

/// <summary>A refund as an admin enters it.</summary>
/// <param name="Id">The form's one-time id: sent twice, it refunds once.</param>
/// <param name="Source">What was paid.</param>
/// <param name="AmountMinor">Whole minor units of its currency.</param>
/// <param name="Reason">One of <see cref="IssueRefund.Reasons"/>.</param>
/// <param name="Sentence">The reason, in the admin's words.</param>
public sealed record AdminRefund(Guid Id, PaidSource Source, long AmountMinor, string Reason, string Sentence)
{
    internal RefundInput InputOf(string by) => new(Id, Source, AmountMinor, Reason, by);
}

/// <summary>The effect of a refund that is not issued yet.</summary>
/// <param name="Amount">To be refunded.</param>
/// <param name="Refunded">Refunded so far.</param>
/// <param name="Balance">Whole credits in the pool that was credited.</param>
/// <param name="Taken">Whole credits that leave the pool.</param>
/// <param name="Shortfall">Whole credits that should leave it but were spent.</param>
/// <param name="NeedsApproval">A second admin must approve it.</param>
public sealed record RefundReview(
    Money Amount, Money Refunded, long Balance, long Taken, long Shortfall, bool NeedsApproval);

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

    /// <summary>A payment with its refunds and disputes. Refuses an unknown one.</summary>
    public Task<ReturnedMoney> FindAsync(PaidSource source) =>
        reader.RunAsync(db => ReturnedMoney.FindAsync(db, source));

    /// <summary>
    /// The current effect of a refund, without changes. Refuses what <see cref="RefundAsync"/> refuses without Stripe.
    /// </summary>
    public Task<RefundReview> ReviewAsync(Actor admin, AdminRefund refund, CancellationToken cancellation) =>
        reader.RunAsync(async db =>
        {
            var paid = await FindAsync(db, refund);
            var poolId = CreditClawback.PoolOf(db, paid);
            var balance = await db.Pools.Where(pool => pool.Id == poolId)
                .Select(pool => pool.Balance).SingleAsync(cancellation);
            var before = new ClawbackResult(paid.CreditsTaken, paid.Shortfall);
            var owed = paid.OwedAfter(refund.AmountMinor);
            var after = before.To(owed, CreditClawback.Available(db, paid, owed));
            return new RefundReview(
                new Money(refund.AmountMinor, paid.Currency), new Money(paid.RefundedMinor, paid.Currency),
                balance, after.Taken - before.Taken, after.Shortfall - before.Shortfall,
                await limits.IsExceededAsync(
                    db, admin.UserId, paid.LicenseId, refund.Source.PurchaseId, CreditsOf(paid, refund.AmountMinor)));
        });

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
        var source = new PaidSource(request.PurchaseId, request.InvoiceId);
        var refund = new AdminRefund(
            request.Id, source, request.AmountMinor!.Value, request.Reason, request.Sentence);
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
        var paid = await FindAsync(db, refund);
        if (!await limits.CountAsync(
            db, refund.Id, admin, paid.LicenseId, refund.Source.PurchaseId, CreditsOf(paid, refund.AmountMinor)))
        {
            await StartAsync(db, admin, refund, admin.InLedger);
            return true;
        }

        db.ApprovalRequests.Add(new ApprovalRequest(
            refund.Id, ApprovalKind.Refund, admin, time.GetUtcNow().UtcDateTime)
        {
            LicenseId = paid.LicenseId,
            PurchaseId = refund.Source.PurchaseId,
            InvoiceId = refund.Source.InvoiceId,
            AmountMinor = refund.AmountMinor,
            Reason = refund.Reason,
            Sentence = refund.Sentence.Trim(),
        });
        await audit.RecordAsync(db, admin, EntryOf(AuditAction.ApprovalRequested, "requested", paid, refund));
        return false;
    }

    private static long CreditsOf(PaidCredits paid, long amountMinor) =>
        ClawbackMath.Of(paid.Credits, amountMinor, paid.PaidMinor ?? 0);

    private static async Task<PaidCredits> FindAsync(CreditsDb db, AdminRefund refund)
    {
        LicenseAdmin.RequireSentence(refund.Sentence);
        var paid = await refund.Source.FindAsync(db)
            ?? throw new Refusal(RefusalCode.NotFound, "There is no such payment.");
        IssueRefund.Require(paid, refund.AmountMinor, refund.Reason);
        return paid;
    }

    private async Task StartAsync(CreditsDb db, Actor admin, AdminRefund refund, string by)
    {
        if (!await refunds.RequestAsync(db, refund.InputOf(by)))
            return;
        var paid = (await refund.Source.FindAsync(db))!;
        await audit.RecordAsync(db, admin, EntryOf(AuditAction.RefundStarted, "started", paid, refund));
    }

    private static AuditEntry EntryOf(AuditAction action, string verb, PaidCredits paid, AdminRefund refund) => new(
        action,
        $"Refund of {new Money(refund.AmountMinor, paid.Currency)} {verb}: {refund.Sentence.Trim()}")
    {
        LicenseId = paid.LicenseId,
        SiteId = (paid as Purchase)?.SiteId,
        PurchaseId = refund.Source.PurchaseId,
        Before = new { refunded = new Money(paid.RefundedMinor, paid.Currency).ToString() },
        After = new
        {
            request = refund.Id, payment = refund.Source.InvoiceId ?? paid.StripePaymentIntentId,
            amount = new Money(refund.AmountMinor, paid.Currency).ToString(), refund.Reason,
        },
    };
}
