using Microsoft.EntityFrameworkCore;
using SeoRankGenius.Credits.Billing.Purchases;
using SeoRankGenius.Credits.Billing.Refunds;
using SeoRankGenius.Credits.Data;
using SeoRankGenius.Credits.Ledger;

namespace SeoRankGenius.Credits.BackOffice.Payments;

/// <summary>A use of the credits in a purchase's pool, after it was paid.</summary>
/// <param name="At">UTC.</param>
/// <param name="Credits">Whole credits that left the pool.</param>
/// <param name="Note">What for, as the plugin said.</param>
public sealed record CreditUse(DateTime At, long Credits, string? Note);

/// <summary>What there is to show a bank: the purchase, its credits, and the uses of them.</summary>
/// <param name="Dispute">As Stripe told it last.</param>
/// <param name="Purchase">What is disputed.</param>
/// <param name="Domain">The site that it was bought for.</param>
/// <param name="Buyer">Who pressed Buy Now, by e-mail.</param>
public sealed record DisputeDetails(Dispute Dispute, Purchase Purchase, string Domain, string Buyer)
{
    /// <summary>Whole credits used out of the pool since it was paid, all in all.</summary>
    public required long Used { get; init; }

    /// <summary>How many uses there were.</summary>
    public required int UseCount { get; init; }

    /// <summary>The first 200 of them, the oldest first.</summary>
    public required IReadOnlyList<CreditUse> Uses { get; init; }
}

/// <summary>Reads disputes as admins see them. Reads only.</summary>
public sealed class DisputeQueries(Reader reader)
{
    private const int Shown = 200;

    /// <summary>One dispute by Stripe's id; null when it is not known here.</summary>
    public Task<DisputeDetails?> FindAsync(string id, CancellationToken cancellation) => reader.RunAsync(async db =>
    {
        var found = await (
            from dispute in db.Disputes
            join purchase in db.Purchases on dispute.PurchaseId equals purchase.Id
            join site in db.Sites on purchase.SiteId equals site.Id
            join buyer in db.Users on purchase.BuyerId equals buyer.Id
            where dispute.Id == id
            select new { Dispute = dispute, Purchase = purchase, site.Domain, buyer.Email })
            .SingleOrDefaultAsync(cancellation);
        if (found is null)
            return null;

        var (poolId, since) = (found.Purchase.PoolId, found.Purchase.PaidAt ?? DateTime.MaxValue);
        var uses =
            from entry in db.LedgerEntries
            join transaction in db.LedgerTransactions on entry.TransactionId equals transaction.Id
            where entry.PoolId == poolId && transaction.At >= since
                && (transaction.Kind == TransactionKind.Spend || transaction.Kind == TransactionKind.HoldPlaced
                    || transaction.Kind == TransactionKind.HoldReturned)
            select new { entry.Sequence, entry.Credits, transaction.At, transaction.Note };
        return new DisputeDetails(found.Dispute, found.Purchase, found.Domain, found.Email!)
        {
            Used = -await uses.SumAsync(use => use.Credits, cancellation),
            UseCount = await uses.CountAsync(use => use.Credits < 0, cancellation),
            Uses = await uses.OrderBy(use => use.Sequence).Take(Shown)
                .Select(use => new CreditUse(use.At, -use.Credits, use.Note)).ToListAsync(cancellation),
        };
    });
}
