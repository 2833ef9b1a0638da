using SeoRankGenius.Credits.Billing.Events;

namespace SeoRankGenius.Credits.BackOffice.Payments;

/// <summary>A purchase with its site and its buyer.</summary>
public sealed record PurchaseLine
{
    public required Purchase Purchase { get; init; }

    /// <summary>The site that it was bought for.</summary>
    public required string Domain { get; init; }

    /// <summary>The buyer's e-mail address.</summary>
    public required string Buyer { get; init; }

    /// <summary>Purchases with their sites and buyers.</summary>
    internal static IQueryable<PurchaseLine> Of(CreditsDb db, IQueryable<Purchase>? purchases = null) =>
        from purchase in purchases ?? db.Purchases
        join site in db.Sites on purchase.SiteId equals site.Id
        join buyer in db.Users on purchase.BuyerId equals buyer.Id
        select new PurchaseLine { Purchase = purchase, Domain = site.Domain, Buyer = buyer.Email! };
}

/// <summary>A page of purchases, the newest first.</summary>
/// <param name="Lines">At most one page.</param>
/// <param name="Next">The purchase after which the next page begins; null on the last page.</param>
public sealed record PurchasePage(IReadOnlyList<PurchaseLine> Lines, Guid? Next);

/// <summary>Which purchases to show; null for all. Times of the order in UTC, <see cref="To"/> excluded.</summary>
public sealed record PaymentFilter(PurchaseStatus? Status = null, DateTime? From = null, DateTime? To = null)
{
    internal IQueryable<Purchase> Of(CreditsDb db) => db.Purchases.Where(row =>
        (Status == null || row.Status == Status) && (From == null || row.CreatedAt >= From)
        && (To == null || row.CreatedAt < To));
}

/// <summary>The sums of paid purchases in one currency.</summary>
/// <param name="Count">Paid purchases.</param>
/// <param name="Paid">What was charged.</param>
/// <param name="Returned">What was refunded or is withdrawn by disputes.</param>
/// <param name="Credits">Whole credits that were bought.</param>
public sealed record PaymentTotals(int Count, Money Paid, Money Returned, long Credits);

/// <summary>A purchase with its events and audit records.</summary>
/// <param name="Line">The current state.</param>
/// <param name="TransactionId">The ledger transaction that credited it; null when it is not credited.</param>
/// <param name="Events">Its Stripe events, the newest first.</param>
/// <param name="Trail">Audit records of the purchase without views, the newest first.</param>
public sealed record PurchaseDetails(
    PurchaseLine Line, Guid? TransactionId, IReadOnlyList<StoredEvent> Events, IReadOnlyList<AuditRecord> Trail)
{
    public Purchase Purchase => Line.Purchase;
    public string Domain => Line.Domain;
    public string Buyer => Line.Buyer;

    /// <summary>
    /// The newest flagged event while the purchase is not paid: the reason why it is not credited. Null otherwise.
    /// </summary>
    public StoredEvent? Misfit => Purchase.Status == PurchaseStatus.Paid
        ? null
        : Events.FirstOrDefault(stored => stored.Outcome == EventOutcome.Flagged);
}

/// <summary>Reads purchases and Stripe's events for admins. Reads only.</summary>
public sealed class PaymentQueries(Reader reader)
{
    private const int Most = 50, PageSize = 50;

    /// <summary>The page after a purchase; null for the newest.</summary>
    public Task<PurchasePage> ListAsync(Guid? after, PaymentFilter filter, CancellationToken cancellation) =>
        reader.RunAsync(async db =>
        {
            var lines = PurchaseLine.Of(db, filter.Of(db));
            if (await db.Purchases.SingleOrDefaultAsync(row => row.Id == after, cancellation) is { } last)
                lines = lines.Where(line => line.Purchase.CreatedAt < last.CreatedAt
                    || (line.Purchase.CreatedAt == last.CreatedAt && line.Purchase.Id.CompareTo(last.Id) < 0));
            var page = await lines.OrderByDescending(line => line.Purchase.CreatedAt)
                .ThenByDescending(line => line.Purchase.Id).Take(PageSize + 1).ToListAsync(cancellation);
            return new PurchasePage(
                [.. page.Take(PageSize)], page.Count > PageSize ? page[PageSize - 1].Purchase.Id : null);
        });

    /// <summary>The sums of the paid purchases among those of a filter, one per currency.</summary>
    public Task<List<PaymentTotals>> TotalsAsync(PaymentFilter filter, CancellationToken cancellation) =>
        reader.RunAsync(async db => (await filter.Of(db).Where(row => row.Status == PurchaseStatus.Paid)
            .GroupBy(row => row.Currency)
            .Select(rows => new
            {
                rows.Key,
                Count = rows.Count(),
                Paid = rows.Sum(row => row.PaidMinor ?? row.PriceMinor),
                Returned = rows.Sum(row => row.RefundedMinor + row.DisputedMinor),
                Credits = rows.Sum(row => row.Credits),
            }).ToListAsync(cancellation)).ConvertAll(row => new PaymentTotals(
                row.Count, new Money(row.Paid, row.Key), new Money(row.Returned, row.Key), row.Credits)));

    /// <summary>One purchase. Refuses an unknown one (<see cref="RefusalCode.NotFound"/>).</summary>
    public Task<PurchaseDetails> FindAsync(Guid id, CancellationToken cancellation) => reader.RunAsync(async db =>
    {
        var line = await FindLineAsync(db, id, cancellation);
        var cause = line.Purchase.Cause;
        return new PurchaseDetails(
            line,
            await db.LedgerTransactions.Where(row => row.Cause == cause)
                .Select(row => (Guid?)row.Id).SingleOrDefaultAsync(cancellation),
            await EventsAsync(db, line.Purchase, cancellation),
            await db.AuditRecords.Where(record =>
                record.PurchaseId == id && !AuditFilter.ViewActions.Contains(record.Action))
                .OrderByDescending(record => record.Number).Take(Most).ToListAsync(cancellation));
    });

    /// <summary>One event by Stripe's id. Refuses an unknown one.</summary>
    public Task<StoredEvent> FindEventAsync(string id, CancellationToken cancellation) => reader.RunAsync(async db =>
        await db.StoredEvents.SingleOrDefaultAsync(stored => stored.Id == id, cancellation)
        ?? throw new Refusal(RefusalCode.NotFound, "This event is not stored."));

    private static async Task<PurchaseLine> FindLineAsync(CreditsDb db, Guid id, CancellationToken cancellation) =>
        await PurchaseLine.Of(db).SingleOrDefaultAsync(line => line.Purchase.Id == id, cancellation)
        ?? throw new Refusal(RefusalCode.NotFound, "There is no such purchase.");

    // Includes events not linked to the purchase, by its session.
    private static async Task<List<StoredEvent>> EventsAsync(
        CreditsDb db, Purchase purchase, CancellationToken cancellation)
    {
        var events = await db.StoredEvents.Where(row => row.PurchaseId == purchase.Id)
            .OrderByDescending(row => row.ReceivedAt).Take(Most).ToListAsync(cancellation);
        if (purchase.StripeSessionId is { } sessionId)
            events.AddRange(await db.StoredEvents.Where(row => row.ObjectId == sessionId && row.PurchaseId == null)
                .OrderByDescending(row => row.ReceivedAt).Take(Most).ToListAsync(cancellation));
        return [.. events.OrderByDescending(row => row.ReceivedAt).ThenByDescending(row => row.Id)];
    }
}
