using Microsoft.EntityFrameworkCore;
using SeoRankGenius.Credits.Billing.Purchases;
using SeoRankGenius.Credits.Data;

namespace SeoRankGenius.Credits.BackOffice.Payments;

/// <summary>A purchase in a list.</summary>
public sealed record PurchaseLine(Purchase Purchase, string Domain, string Buyer);

/// <summary>A page of purchases, the newest first.</summary>
/// <param name="Lines">As many as fit a page.</param>
/// <param name="Next">The purchase behind which the next page begins; null when there are no more.</param>
public sealed record PurchasePage(IReadOnlyList<PurchaseLine> Lines, Guid? Next);

/// <summary>Lists purchases, by state. Reads only.</summary>
public sealed class PurchaseList(Reader reader)
{
    private const int Size = 50;

    /// <summary>The page behind a purchase; null for the newest. With a status, only those that have it.</summary>
    public Task<PurchasePage> ReadAsync(Guid? behind, PurchaseStatus? status, CancellationToken cancellation) =>
        reader.RunAsync(async db =>
        {
            IQueryable<Purchase> purchases = db.Purchases;
            if (status is { } only)
                purchases = purchases.Where(row => row.Status == only);
            var last = await db.Purchases.SingleOrDefaultAsync(row => row.Id == behind, cancellation);
            if (last is not null)
                purchases = purchases.Where(row => row.CreatedAt < last.CreatedAt
                    || (row.CreatedAt == last.CreatedAt && row.Id.CompareTo(last.Id) < 0));
            var lines = await (
                from purchase in purchases
                    .OrderByDescending(row => row.CreatedAt).ThenByDescending(row => row.Id).Take(Size + 1)
                join site in db.Sites on purchase.SiteId equals site.Id
                join buyer in db.Users on purchase.BuyerId equals buyer.Id
                orderby purchase.CreatedAt descending, purchase.Id descending
                select new PurchaseLine(purchase, site.Domain, buyer.Email!)).ToListAsync(cancellation);
            return new PurchasePage(
                [.. lines.Take(Size)], lines.Count > Size ? lines[Size - 1].Purchase.Id : null);
        });
}
