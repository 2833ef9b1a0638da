namespace SeoRankGenius.Credits.Billing.AutoTopUps;

/// <summary>Stops automatic top-ups of a person who may no longer buy for a license.</summary>
public sealed class WithdrawnConsents(TimeProvider time)
{
    /// <summary>
    /// Stops the license's top-ups to which this person agreed, or whose card they saved, and forgets their cards: each
    /// one that was on sends its e-mail. Runs inside the caller's transaction. Repeatable.
    /// </summary>
    internal async Task StopAsync(CreditsDb db, Guid licenseId, Guid userId)
    {
        foreach (var topUp in await db.AutoTopUps
            .Where(row => row.LicenseId == licenseId && (row.ConsentBy == userId || db.Purchases.Any(purchase =>
                purchase.TopUpPoolId == row.PoolId && purchase.Kind == PurchaseKind.SetUp
                && purchase.Status == PurchaseStatus.Paid && purchase.BuyerId == userId
                && purchase.CreatedAt >= row.CardSavedAt)))
            .ToListAsync())
            topUp.Withdraw(time.GetUtcNow().UtcDateTime);
        await db.SaveChangesAsync();
    }
}
