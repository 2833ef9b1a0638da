using Microsoft.EntityFrameworkCore;
using SeoRankGenius.Credits.BackOffice.Audit;
using SeoRankGenius.Credits.Billing.Events;
using SeoRankGenius.Credits.Billing.Purchases;
using SeoRankGenius.Credits.Data;

namespace SeoRankGenius.Credits.BackOffice.Payments;

/// <summary>All that an admin sees of a purchase at once.</summary>
/// <param name="Purchase">As it is now.</param>
/// <param name="Domain">The site that it was bought for.</param>
/// <param name="Buyer">Who pressed Buy Now, by e-mail.</param>
/// <param name="TransactionId">The ledger's transaction that credited it; null when none has.</param>
public sealed record PurchaseDetails(Purchase Purchase, string Domain, string Buyer, Guid? TransactionId)
{
    /// <summary>Stripe's events about it, the newest first.</summary>
    public required IReadOnlyList<StoredEvent> Events { get; init; }

    /// <summary>What admins did about it, the newest first.</summary>
    public required IReadOnlyList<AuditRecord> Trail { get; init; }

    /// <summary>
    /// The newest event that did not fit, while the purchase is not paid: what keeps its credits back. Null otherwise.
    /// </summary>
    public StoredEvent? Misfit => Purchase.Status == PurchaseStatus.Paid
        ? null
        : Events.FirstOrDefault(told => told.Outcome == EventOutcome.Flagged);
}

/// <summary>Reads purchases and payment events as admins see them. Reads only.</summary>
public sealed class PaymentQueries(Reader reader)
{
    private const int Most = 50;

    /// <summary>One purchase; null when there is none of this id.</summary>
    public Task<PurchaseDetails?> FindAsync(Guid id, CancellationToken cancellation) =>
        reader.RunAsync(db => FindAsync(db, id, cancellation));

    /// <summary>One event by Stripe's id; null when it is not stored.</summary>
    public Task<StoredEvent?> FindEventAsync(string id, CancellationToken cancellation) =>
        reader.RunAsync(db => db.StoredEvents.SingleOrDefaultAsync(told => told.Id == id, cancellation));

    private static async Task<PurchaseDetails?> FindAsync(CreditsDb db, Guid id, CancellationToken cancellation)
    {
        var found = await (
            from purchase in db.Purchases
            join site in db.Sites on purchase.SiteId equals site.Id
            join buyer in db.Users on purchase.BuyerId equals buyer.Id
            where purchase.Id == id
            select new { Purchase = purchase, site.Domain, buyer.Email }).SingleOrDefaultAsync(cancellation);
        if (found is null)
            return null;

        var cause = found.Purchase.Cause;
        var transactionId = await db.LedgerTransactions.Where(row => row.Cause == cause)
            .Select(row => (Guid?)row.Id).SingleOrDefaultAsync(cancellation);
        return new PurchaseDetails(found.Purchase, found.Domain, found.Email!, transactionId)
        {
            Events = await EventsAsync(db, found.Purchase, cancellation),
            Trail = await db.AuditRecords.Where(record => record.PurchaseId == id)
                .OrderByDescending(record => record.Number).Take(Most).ToListAsync(cancellation),
        };
    }

    // Also those that did not find their purchase, by its session.
    private static async Task<List<StoredEvent>> EventsAsync(
        CreditsDb db, Purchase purchase, CancellationToken cancellation)
    {
        var told = await db.StoredEvents.Where(row => row.PurchaseId == purchase.Id)
            .OrderByDescending(row => row.ReceivedAt).Take(Most).ToListAsync(cancellation);
        if (purchase.StripeSessionId is { } sessionId)
            told.AddRange(await db.StoredEvents.Where(row => row.ObjectId == sessionId && row.PurchaseId == null)
                .Take(Most).ToListAsync(cancellation));
        return [.. told.OrderByDescending(row => row.ReceivedAt).ThenByDescending(row => row.Id)];
    }
}
