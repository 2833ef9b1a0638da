using SeoRankGenius.Credits.Licensing.TestSites;

namespace SeoRankGenius.Credits.BackOffice.Adjustments;

/// <summary>The effect of a correction on one pool. Whole credits.</summary>
public sealed record PoolChange(Guid PoolId, string Pool, long Before, long Credits)
{
    public long After => Before + Credits;
}

/// <summary>Reads the effects of corrections on pools.</summary>
internal static class PoolChanges
{
    /// <summary>
    /// The effect on each pool, from the balances in the caller's transaction. Refuses test pools
    /// (<see cref="RefusalCode.TestSite"/>).
    /// </summary>
    public static async Task<IReadOnlyList<PoolChange>> OfAsync(CreditsDb db, AdjustmentInput asked)
    {
        IReadOnlyList<Leg> legs = asked.Kind switch
        {
            ApprovalKind.Adjustment => [new Leg(asked.PoolId!.Value, asked.Credits!.Value)],
            ApprovalKind.Transfer =>
            [
                new Leg(asked.PoolId!.Value, -asked.Credits!.Value),
                new Leg(asked.ToPoolId!.Value, asked.Credits.Value),
            ],
            ApprovalKind.Undo => await Adjusting.ContraryAsync(db, asked.ReversesId!.Value),
            ApprovalKind.Refund => throw new InvalidOperationException("A refund is no correction."),
        };
        var ids = legs.Select(leg => leg.PoolId).ToArray();
        await TestCredits.RequireNoneAsync(db, ids);
        var pools = await (
            from pool in db.Pools
            where ids.Contains(pool.Id) && pool.LicenseId == asked.LicenseId
            join site in db.Sites on pool.SiteId equals site.Id into sites
            from site in sites.DefaultIfEmpty()
            select new { pool.Id, pool.Balance, site.Domain }).ToListAsync();
        return pools.Count < legs.Count
            ? throw new Refusal(RefusalCode.NotFound, "This pool is not of this license.")
            : [.. legs.Select(leg => pools.Single(pool => pool.Id == leg.PoolId) is var pool
                ? new PoolChange(pool.Id, pool.Domain ?? "Shared pool", pool.Balance, leg.Credits)
                : null!)];
    }

    /// <summary>The effect of a posted transaction; debited pools come first.</summary>
    public static async Task<IReadOnlyList<PoolChange>> PostedAsync(CreditsDb db, Guid transactionId) => await (
        from entry in db.LedgerEntries
        where entry.TransactionId == transactionId
        join site in db.Sites on entry.PoolId equals site.Id into sites
        from site in sites.DefaultIfEmpty()
        orderby entry.Credits
        select new PoolChange(
            entry.PoolId, site.Domain ?? "Shared pool", entry.BalanceAfter - entry.Credits, entry.Credits))
        .ToListAsync();

    /// <summary><c>Shared pool +150</c>; several are separated by semicolons.</summary>
    public static string Words(IEnumerable<PoolChange> changes) => string.Join("; ", changes.Select(change =>
        string.Create(CultureInfo.InvariantCulture, $"{change.Pool} {change.Credits:+#,0;−#,0}")));
}
