using Microsoft.EntityFrameworkCore;
using SeoRankGenius.Credits.Billing.Purchases;
using SeoRankGenius.Credits.Billing.Refunds;
using SeoRankGenius.Credits.Data;

namespace SeoRankGenius.Credits.BackOffice.Payments;

/// <summary>What an admin looks at before money goes back.</summary>
/// <param name="Purchase">As it is now.</param>
/// <param name="Domain">The site that it was bought for.</param>
/// <param name="Buyer">Who pressed Buy Now, by e-mail.</param>
/// <param name="PoolBalance">Whole credits now in the pool that it went to.</param>
/// <param name="Refunds">The newest first.</param>
/// <param name="Disputes">The newest first.</param>
public sealed record ReturnedMoney(
    Purchase Purchase,
    string Domain,
    string Buyer,
    long PoolBalance,
    IReadOnlyList<Refund> Refunds,
    IReadOnlyList<Dispute> Disputes);

/// <summary>Reads what went back of a purchase, and what may. Reads only.</summary>
public sealed class ReturnedMoneyQueries(Reader reader)
{
    /// <summary>One purchase; null when there is none of this id.</summary>
    public Task<ReturnedMoney?> FindAsync(Guid id, CancellationToken cancellation) => reader.RunAsync(async db =>
    {
        var found = await (
            from purchase in db.Purchases
            join site in db.Sites on purchase.SiteId equals site.Id
            join buyer in db.Users on purchase.BuyerId equals buyer.Id
            where purchase.Id == id
            select new { Purchase = purchase, site.Domain, buyer.Email }).SingleOrDefaultAsync(cancellation);
        if (found is null)
            return null;

        var poolId = found.Purchase.PoolId;
        return new ReturnedMoney(
            found.Purchase,
            found.Domain,
            found.Email!,
            await db.Pools.Where(pool => pool.Id == poolId).Select(pool => pool.Balance).SingleAsync(cancellation),
            await db.Refunds.Where(row => row.PurchaseId == id)
                .OrderByDescending(row => row.CreatedAt).ToListAsync(cancellation),
            await db.Disputes.Where(row => row.PurchaseId == id)
                .OrderByDescending(row => row.CreatedAt).ToListAsync(cancellation));
    });
}
