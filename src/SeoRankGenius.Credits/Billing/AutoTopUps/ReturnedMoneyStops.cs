namespace SeoRankGenius.Credits.Billing.AutoTopUps;

/// <summary>
/// Stops automatic top-ups whose money was returned: a refund or dispute never causes a charge. Every method runs
/// inside the caller's transaction, which the caller saves.
/// </summary>
public sealed class ReturnedMoneyStops(TimeProvider time)
{
    /// <summary>A refund of a purchase was recorded for the first time: stops the top-up that the purchase belongs to.
    /// </summary>
    internal async Task RefundedAsync(CreditsDb db, Guid? topUpPoolId)
    {
        if (topUpPoolId is { } poolId && await db.AutoTopUps.SingleOrDefaultAsync(row => row.PoolId == poolId)
            is { } topUp)
            topUp.Stop(AutoTopUpProblem.Refunded, time.GetUtcNow().UtcDateTime);
    }

    /// <summary>
    /// A dispute of a license was recorded for the first time: no card that the license had saved before is charged
    /// again for anything.
    /// </summary>
    internal async Task DisputedAsync(CreditsDb db, Guid licenseId, DateTime disputedAt)
    {
        foreach (var topUp in await db.AutoTopUps
            .Where(row => row.LicenseId == licenseId && row.CardSavedAt <= disputedAt).ToListAsync())
            topUp.Stop(AutoTopUpProblem.Disputed, time.GetUtcNow().UtcDateTime);
    }

    /// <summary>The same for a card that is saved after the refund or dispute was recorded.</summary>
    internal async Task RecallAsync(CreditsDb db, AutoTopUp topUp, Purchase purchase)
    {
        if (await IsDisputedAsync(db, topUp))
            topUp.Stop(AutoTopUpProblem.Disputed, time.GetUtcNow().UtcDateTime);
        else if (await db.Refunds.AnyAsync(refund => refund.PurchaseId == purchase.Id))
            topUp.Stop(AutoTopUpProblem.Refunded, time.GetUtcNow().UtcDateTime);
    }

    /// <summary>Was a payment of the license disputed after the card was saved?</summary>
    internal static Task<bool> IsDisputedAsync(CreditsDb db, AutoTopUp topUp) => db.Disputes.AnyAsync(dispute =>
        dispute.LicenseId == topUp.LicenseId && dispute.CreatedAt >= topUp.CardSavedAt);

    /// <summary>
    /// Did spending bring a pool below a threshold? Credits that a refund or dispute took since the balance was last at
    /// or above it do not count.
    /// </summary>
    internal static async Task<bool> IsSpentBelowAsync(CreditsDb db, Guid poolId, long threshold)
    {
        var entries = db.LedgerEntries.Where(entry => entry.PoolId == poolId)
            .OrderByDescending(entry => entry.Sequence);
        var balance = await entries.Select(entry => entry.BalanceAfter).FirstOrDefaultAsync();
        var last = await entries.Where(entry => entry.BalanceAfter >= threshold)
            .Select(entry => entry.Sequence).FirstOrDefaultAsync();
        var taken = await (
            from entry in db.LedgerEntries
            join transaction in db.LedgerTransactions on entry.TransactionId equals transaction.Id
            where entry.PoolId == poolId && entry.Sequence > last
                && (transaction.Kind == TransactionKind.Refund || transaction.Kind == TransactionKind.Dispute
                    || transaction.Kind == TransactionKind.Reinstatement)
            select -entry.Credits).SumAsync();
        return balance + Math.Max(0, taken) < threshold;
    }
}
