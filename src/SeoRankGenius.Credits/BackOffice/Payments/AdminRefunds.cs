using Microsoft.EntityFrameworkCore;
using SeoRankGenius.Credits.BackOffice.Adjustments;
using SeoRankGenius.Credits.BackOffice.Audit;
using SeoRankGenius.Credits.Billing.Purchases;
using SeoRankGenius.Credits.Billing.Refunds;
using SeoRankGenius.Credits.Data;

namespace SeoRankGenius.Credits.BackOffice.Payments;

/// <summary>Money back, as an admin wishes it.</summary>
/// <param name="Id">The form's one-time id: sent twice, it refunds once.</param>
/// <param name="PurchaseId">Of which purchase.</param>
/// <param name="AmountCents">Whole cents.</param>
/// <param name="Reason">One of <see cref="IssueRefund.Reasons"/>.</param>
/// <param name="Sentence">Why, in the admin's words.</param>
public sealed record AdminRefund(Guid Id, Guid PurchaseId, long AmountCents, string Reason, string Sentence);

/// <summary>
/// Admins send money back; the credits go with it. Each refund is written down before Stripe is asked. One that takes
/// more credits than <see cref="BackOfficeOptions.ApprovalAbove"/> waits for a second admin (<see
/// cref="DecideApproval"/>).
/// </summary>
public sealed class AdminRefunds(
    IssueRefund payingBack,
    DecideApproval approving,
    Reader reader,
    Writer writer,
    AuditLog audit,
    BackOfficeOptions settings,
    TimeProvider time)
{
    private const int ShortestSentence = 5, LongestSentence = 300;

    /// <summary>
    /// Refunds, or leaves it for a second admin. May be repeated: the same id has its effect once, also when Stripe's
    /// answer was lost. Refuses, in this order: a sentence of fewer than 5 or more than 300 characters
    /// (<see cref="RefusalCode.InvalidRequest"/>), and what <see cref="IssueRefund.PayBackAsync"/> refuses. Throws
    /// <see cref="DependencyUnavailable"/> when Stripe can't be reached: send the same form again.
    /// </summary>
    /// <returns>True when the money is on its way; false while it waits.</returns>
    public async Task<bool> RefundAsync(Actor admin, AdminRefund order, CancellationToken cancellation)
    {
        if (order.Sentence.Trim().Length is < ShortestSentence or > LongestSentence)
            throw new Refusal(RefusalCode.InvalidRequest, "Please say why, in a sentence of 5 to 300 characters.");

        var goesOn = await writer.RunAsync(db => BeginAsync(db, admin, order), cancellation);
        if (goesOn)
            await payingBack.PayBackAsync(
                new RefundInput(
                    order.Id, order.PurchaseId, order.AmountCents, order.Reason, admin.InLedger), cancellation);
        return goesOn;
    }

    /// <summary>Would this many cents of a purchase need a second admin?</summary>
    public bool NeedsApproval(Purchase purchase, long amountCents) =>
        ClawbackMath.Of(purchase.Credits, amountCents, purchase.PaidCents ?? purchase.PriceCents)
            > settings.ApprovalAbove;

    /// <summary>
    /// Sends the money of a refund that another admin asked for. The money goes first: what Stripe refuses or does not
    /// answer still waits, and may be approved again. Refuses as <see cref="DecideApproval.ApproveAsync"/> and
    /// <see cref="RefundAsync"/> do.
    /// </summary>
    /// <returns>False when the request is not one for a refund; nothing was done.</returns>
    public async Task<bool> ApproveAsync(Actor admin, Guid requestId, CancellationToken cancellation)
    {
        var request = await reader.RunAsync(db => db.ApprovalRequests.SingleOrDefaultAsync(
            row => row.Id == requestId && row.Kind == ApprovalKind.Refund, cancellation));
        if (request is null)
            return false;

        DecideApproval.RequireMayDecide(admin, request, isWithdrawal: false);
        await CarryOutAsync(admin, request, cancellation);
        await approving.EndAsync(admin, request.Id, ApprovalStatus.Approved, note: null, cancellation);
        return true;
    }

    private async Task CarryOutAsync(Actor admin, ApprovalRequest request, CancellationToken cancellation)
    {
        var order = new AdminRefund(
            request.Id, request.PurchaseId!.Value, request.AmountCents!.Value, request.Reason, request.Sentence);
        await writer.RunAsync(db => StartAsync(db, admin, order), cancellation);
        await payingBack.PayBackAsync(
            new RefundInput(
                order.Id, order.PurchaseId, order.AmountCents, order.Reason, $"admin:{request.AskedById:N}"),
            cancellation);
    }

    private async Task<bool> BeginAsync(CreditsDb db, Actor admin, AdminRefund order)
    {
        if (await db.ApprovalRequests.AnyAsync(row => row.Id == order.Id))
            return false;
        var purchase = await StartedOrAllowedAsync(db, order);
        if (!NeedsApproval(purchase, order.AmountCents))
        {
            await StartAsync(db, admin, order);
            return true;
        }

        db.ApprovalRequests.Add(ApprovalRequest.Ask(
            order.Id,
            admin,
            new ApprovalInput(ApprovalKind.Refund, purchase.LicenseId, order.Reason, order.Sentence.Trim())
            {
                PurchaseId = purchase.Id, AmountCents = order.AmountCents,
            },
            time.GetUtcNow().UtcDateTime));
        await audit.RecordAsync(db, admin, DeedOf(AuditAction.ApprovalAsked, "requested", purchase, order));
        return false;
    }

    private static async Task<Purchase> StartedOrAllowedAsync(CreditsDb db, AdminRefund order)
    {
        var purchase = await db.Purchases.AsNoTracking().SingleOrDefaultAsync(row => row.Id == order.PurchaseId)
            ?? throw new Refusal(RefusalCode.NotFound, "There is no such purchase.");
        if (!await IsStartedAsync(db, order))
            IssueRefund.Require(purchase, order.AmountCents, order.Reason);
        return purchase;
    }

    private static Task<bool> IsStartedAsync(CreditsDb db, AdminRefund order)
    {
        var id = order.Id.ToString("D");
        return db.AuditRecords.AnyAsync(row => row.PurchaseId == order.PurchaseId
            && row.Action == AuditAction.RefundStarted && row.After!.Contains(id));
    }

    private async Task StartAsync(CreditsDb db, Actor admin, AdminRefund order)
    {
        if (await IsStartedAsync(db, order))
            return;
        var purchase = await db.Purchases.AsNoTracking().SingleAsync(row => row.Id == order.PurchaseId);
        await audit.RecordAsync(db, admin, DeedOf(AuditAction.RefundStarted, "started", purchase, order));
    }

    private static AuditEntry DeedOf(AuditAction action, string verb, Purchase purchase, AdminRefund order) => new(
        action,
        $"Refund of {new Money(order.AmountCents, purchase.Currency)} {verb}: {order.Sentence.Trim()}")
    {
        LicenseId = purchase.LicenseId,
        SiteId = purchase.SiteId,
        PurchaseId = purchase.Id,
        Before = new { refunded = new Money(purchase.RefundedCents, purchase.Currency).ToString() },
        After = new
        {
            request = order.Id, amount = new Money(order.AmountCents, purchase.Currency).ToString(), order.Reason,
        },
    };
}
