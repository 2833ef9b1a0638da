using Microsoft.EntityFrameworkCore;
using SeoRankGenius.Credits.Billing.Refunds;
using SeoRankGenius.Credits.Catalog;
using SeoRankGenius.Credits.Data;

namespace SeoRankGenius.Credits.Billing.Reconciliation;

/// <summary>A purchase of whose credits some are missing: they were spent before its money went back.</summary>
/// <param name="PurchaseId">Which.</param>
/// <param name="Site">The domain that it was bought for.</param>
/// <param name="Shortfall">Whole credits.</param>
/// <param name="Credits">Whole credits that were bought.</param>
public sealed record PurchaseShortfall(Guid PurchaseId, string Site, long Shortfall, long Credits);

/// <summary>A dispute that is not closed.</summary>
public sealed record OpenDispute(
    string Id, Guid PurchaseId, string Site, DisputeStatus Status, long AmountCents, string Currency,
    DateTime CreatedAt);

/// <summary>What of the money wants a person. Each list holds its newest few.</summary>
/// <param name="Currency">Three small letters: what the shop sells in.</param>
/// <param name="Proof">The newest proof; null before the first.</param>
/// <param name="Shortfalls">Purchases with missing credits.</param>
/// <param name="Disputes">Disputes that are open.</param>
public sealed record PaymentAttentionItems(
    string Currency,
    ReconciliationReport? Proof,
    IReadOnlyList<PurchaseShortfall> Shortfalls,
    IReadOnlyList<OpenDispute> Disputes);

/// <summary>Looks over the money for whoever runs the shop. Reads only.</summary>
public sealed class PaymentAttention(Reader reader, PriceList catalog)
{
    private const int Shown = 10;

    private static readonly DisputeStatus[] Closed =
        [DisputeStatus.InquiryClosed, DisputeStatus.Prevented, DisputeStatus.Lost, DisputeStatus.Won];

    /// <summary>What stands at this moment.</summary>
    public Task<PaymentAttentionItems> ReadAsync(CancellationToken cancellation) => reader.RunAsync(async db =>
        new PaymentAttentionItems(
            catalog.Currency,
            await db.ReconciliationReports.OrderByDescending(row => row.Day).FirstOrDefaultAsync(cancellation),
            await (from purchase in db.Purchases
                   join site in db.Sites on purchase.SiteId equals site.Id
                   where purchase.Shortfall > 0
                   orderby purchase.CreatedAt descending
                   select new PurchaseShortfall(purchase.Id, site.Domain, purchase.Shortfall, purchase.Credits))
                .Take(Shown).ToListAsync(cancellation),
            await (from dispute in db.Disputes
                   join purchase in db.Purchases on dispute.PurchaseId equals purchase.Id
                   join site in db.Sites on purchase.SiteId equals site.Id
                   where !Closed.Contains(dispute.Status)
                   orderby dispute.CreatedAt descending
                   select new OpenDispute(
                       dispute.Id, purchase.Id, site.Domain, dispute.Status, dispute.AmountCents, purchase.Currency,
                       dispute.CreatedAt))
                .Take(Shown).ToListAsync(cancellation)));
}
