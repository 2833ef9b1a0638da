using SeoRankGenius.Credits.Billing.Refunds;
using SeoRankGenius.Credits.Billing.Subscriptions;

namespace SeoRankGenius.Credits.BackOffice.Payments;

/// <summary>A payment, for whom it was made, and who made it.</summary>
/// <param name="Paid">A purchase, or the invoice of a plan.</param>
/// <param name="For">The domain that was bought for; of a plan, the license's first site, else its owner.</param>
/// <param name="Payer">The buyer's or owner's e-mail address.</param>
public sealed record PaidLine(PaidCredits Paid, string For, string Payer)
{
    /// <summary>The pool that has its credits now.</summary>
    public required Guid PoolId { get; init; }

    /// <summary>The kind of that pool.</summary>
    public PoolKind Pool => PoolId == Paid.LicenseId ? PoolKind.Shared : PoolKind.Domain;

    /// <summary>When it was credited. UTC; null before.</summary>
    public DateTime? PaidAt => Paid switch
    {
        Purchase purchase => purchase.PaidAt,
        PlanInvoice invoice => invoice.StartsAt,
        _ => null,
    };

    /// <summary>One payment. Refuses an unknown one (<see cref="RefusalCode.NotFound"/>).</summary>
    internal static async Task<PaidLine> FindAsync(CreditsDb db, PaidSource source)
    {
        if (await source.FindAsync(db) is not { } paid)
            throw new Refusal(RefusalCode.NotFound, "There is no such payment.");
        var payerId = paid is Purchase { BuyerId: var buyerId }
            ? buyerId
            : await db.Licenses.Where(row => row.Id == paid.LicenseId).Select(row => row.OwnerId).SingleAsync();
        var payer = await db.Users.Where(row => row.Id == payerId).Select(row => row.Email!).SingleAsync();
        var sites = paid is Purchase { SiteId: var siteId }
            ? db.Sites.Where(row => row.Id == siteId)
            : db.Sites.Where(row => row.LicenseId == paid.LicenseId && row.RemovedAt == null);
        var domain = await sites.OrderBy(row => row.CreatedAt).Select(row => row.Domain).FirstOrDefaultAsync();
        return new PaidLine(paid, domain ?? payer, payer) { PoolId = CreditClawback.PoolOf(db, paid) };
    }
}

/// <summary>The money returned of a payment.</summary>
/// <param name="Line">The current state.</param>
/// <param name="PoolBalance">Whole credits in its pool.</param>
/// <param name="Refunds">The newest first.</param>
/// <param name="Disputes">The newest first.</param>
public sealed record ReturnedMoney(
    PaidLine Line, long PoolBalance, IReadOnlyList<Refund> Refunds, IReadOnlyList<Dispute> Disputes)
{
    public PaidCredits Paid => Line.Paid;

    /// <summary>A payment with its refunds and disputes. Refuses an unknown one.</summary>
    internal static async Task<ReturnedMoney> FindAsync(CreditsDb db, PaidSource source)
    {
        var line = await PaidLine.FindAsync(db, source);
        var (poolId, (purchaseId, invoiceId)) = (line.PoolId, source);
        return new ReturnedMoney(
            line,
            await db.Pools.Where(pool => pool.Id == poolId).Select(pool => pool.Balance).SingleAsync(),
            await db.Refunds.Where(row => row.PurchaseId == purchaseId && row.InvoiceId == invoiceId)
                .OrderByDescending(row => row.CreatedAt).ToListAsync(),
            await db.Disputes.Where(row => row.PurchaseId == purchaseId && row.InvoiceId == invoiceId)
                .OrderByDescending(row => row.CreatedAt).ToListAsync());
    }
}
