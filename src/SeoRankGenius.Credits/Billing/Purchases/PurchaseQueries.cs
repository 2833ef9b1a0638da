namespace SeoRankGenius.Credits.Billing.Purchases;

/// <summary>A purchase and the domain of its site.</summary>
public sealed record OwnedPurchase
{
    public required Purchase Purchase { get; init; }

    public required string Domain { get; init; }
}

/// <summary>
/// Purchases of a license's owner. The owner is part of each query, so another owner's purchase is not found. Reads
/// only.
/// </summary>
public sealed class PurchaseQueries(CreditsDb db)
{
    /// <summary>The most purchases listed. Older ones are on Stripe's receipts.</summary>
    public const int Shown = 200;

    /// <summary>The viewer's purchases, the newest first; the latest 200.</summary>
    public Task<List<OwnedPurchase>> ListAsync(Viewer viewer, CancellationToken cancellation) =>
        Of(viewer).OrderByDescending(owned => owned.Purchase.CreatedAt).Take(Shown).ToListAsync(cancellation);

    /// <summary>The viewer's purchase with this id; null when it is not theirs.</summary>
    public Task<OwnedPurchase?> FindAsync(Viewer viewer, Guid purchaseId, CancellationToken cancellation) =>
        Of(viewer).SingleOrDefaultAsync(owned => owned.Purchase.Id == purchaseId, cancellation);

    /// <summary>The viewer's purchase that has this session at Stripe; null when it is not theirs.</summary>
    public Task<OwnedPurchase?> FindAsync(Viewer viewer, string sessionId, CancellationToken cancellation) =>
        Of(viewer).SingleOrDefaultAsync(owned => owned.Purchase.StripeSessionId == sessionId, cancellation);

    private IQueryable<OwnedPurchase> Of(Viewer viewer) => Of(viewer, AccountAccess.LicenseIds(db, viewer));

    private IQueryable<OwnedPurchase> Of(Viewer viewer, IQueryable<Guid> mine) =>
        from purchase in db.Purchases.AsNoTracking()
        join site in db.Sites on purchase.SiteId equals site.Id
        where mine.Contains(purchase.LicenseId) && (viewer.OnlySiteId == null || site.Id == viewer.OnlySiteId)
        select new OwnedPurchase { Purchase = purchase, Domain = site.Domain };
}
