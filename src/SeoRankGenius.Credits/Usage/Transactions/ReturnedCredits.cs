namespace SeoRankGenius.Credits.Usage.Transactions;

/// <summary>What follows when credits that a site used return to its pools.</summary>
public sealed class ReturnedCredits(CreditLedger ledger, IEnumerable<CreditsReturned> hooks, TimeProvider time)
{
    /// <summary>
    /// Moves Domain Credits of a removed site on to the Shared pool when its removal decided so, and reports to other
    /// modules what returned to which pool. Runs in the caller's transaction, which has locked both pools, Shared
    /// before Domain. Not repeatable.
    /// </summary>
    /// <param name="db">In the caller's transaction.</param>
    /// <param name="site">The site that used the credits, and its license.</param>
    /// <param name="back">What returned. Whole credits.</param>
    /// <param name="outSince">When the site took them. UTC.</param>
    internal async Task FollowAsync(
        CreditsDb db, (Guid SiteId, Guid LicenseId) site, Draw back, DateTime outSince)
    {
        if (back.Domain > 0 && await db.Sites.Where(Site.WentToShared).AnyAsync(row => row.Id == site.SiteId))
        {
            ledger.Post(
                db,
                new Movement(
                    TransactionKind.Adjustment, Adjusting.Cause(Guid.CreateVersion7(time.GetUtcNow())), "system")
                {
                    Note = "Site removed: its Domain Credits go to Shared Credits",
                }.With([new Leg(site.LicenseId, back.Domain), new Leg(site.SiteId, -back.Domain)]));
            back = new Draw(0, back.Total);
        }

        foreach (var hook in hooks)
        {
            await hook(db, site.LicenseId, back.Shared, outSince);
            await hook(db, site.SiteId, back.Domain, outSince);
        }
    }
}
