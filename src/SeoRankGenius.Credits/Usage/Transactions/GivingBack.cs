namespace SeoRankGenius.Credits.Usage.Transactions;

/// <summary>What returned to which pool, and what the site can spend right after it. Whole credits.</summary>
public sealed record GiveBackResult(Guid TransactionId, Draw Returned, Balances Balances);

/// <summary>Returns credits of a spend whose action failed.</summary>
public sealed class GivingBack(
    Writer writer, CreditLedger ledger, ReturnedCredits follow, PriceList catalog, TimeProvider time)
{
    /// <summary>The time after a spend within which it can be given back.</summary>
    public static readonly TimeSpan Open = TimeSpan.FromHours(24);

    /// <summary>
    /// Returns credits of a spend, or all that is left of it, to the pools they came from: Shared first, so that what
    /// stays charged is what a smaller spend would have charged. Repeatable with the same key. Works on any plan.
    /// Refuses, in this order: a bad key, a key used for another request, a spend of another site
    /// (<see cref="RefusalCode.NotFound"/>), one older than 24 hours (<see cref="RefusalCode.GiveBackExpired"/>), more
    /// than is left (<see cref="RefusalCode.InvalidRequest"/>).
    /// </summary>
    /// <param name="siteId">The site that spent.</param>
    /// <param name="spendId">The spend's transaction.</param>
    /// <param name="key">The idempotency key, 1 to 255 characters.</param>
    /// <param name="credits">Whole credits; null for all that is left.</param>
    /// <param name="cancellation">Cancels while waiting to write.</param>
    public Task<IdempotentResult<GiveBackResult>> GiveBackAsync(
        Guid siteId, Guid spendId, string key, long? credits, CancellationToken cancellation)
    {
        new RequestRules(catalog).Key(key).Enforce();
        var hash = IdempotencyRecord.Hash(
            string.Create(CultureInfo.InvariantCulture, $"give-back\n{key}\n{spendId:N}\n{credits}"));
        return writer.RunAsync(
            async db =>
            {
                var now = time.GetUtcNow().UtcDateTime;
                var context = SpendContext.Lock(db, catalog, siteId, key, now);
                if (context.StoredResponse is { } earlier)
                    return earlier.Again<GiveBackResult>(hash);
                var result = await ReturnAsync(db, context, spendId, key, credits);
                return IdempotencyStore.Remember(db, siteId, key, hash, result, now);
            },
            cancellation);
    }

    private async Task<GiveBackResult> ReturnAsync(
        CreditsDb db, SpendContext site, Guid spendId, string key, long? credits)
    {
        var actor = $"site:{site.SiteId:N}";
        var spend = await db.LedgerTransactions.SingleOrDefaultAsync(row =>
                row.Id == spendId && row.Kind == TransactionKind.Spend && row.Actor == actor)
            ?? throw new Refusal(RefusalCode.NotFound, "This spend does not exist.");
        var now = time.GetUtcNow().UtcDateTime;
        if (now - spend.At > Open)
            throw new Refusal(
                RefusalCode.GiveBackExpired, "A spend can be given back within 24 hours. Ask support for later ones.");
        var charged = await ChargedAsync(db, site, spendId);
        var back = credits ?? charged.Total;
        new RequestRules(catalog)
            .Between(back, 1, charged.Total, "credits", string.Create(
                CultureInfo.InvariantCulture, $"{charged.Total:N0} credits of this spend can be given back."))
            .Enforce();
        var returned = charged - charged.First(charged.Total - back);
        var id = ledger.Post(
            db,
            new Movement(TransactionKind.SpendReturned, $"give-back:{spendId:N}:{key}", actor)
            {
                Note = spend.Note, ReversesId = spendId,
            }.Return(returned, site.SiteId, site.LicenseId),
            site.Shared,
            site.Domain);
        SiteLimitSet.GiveBack(db, site.SiteId, spend.At, returned.Shared, now);
        await follow.FollowAsync(db, (site.SiteId, site.LicenseId), returned, spend.At);

        var balances = CreditLedger.Lock(db, site.SiteId, site.LicenseId);
        return new(id, returned, site.Entitlement.CanSpend ? balances : default);
    }

    /// <summary>What is still charged of a spend, after earlier give-backs.</summary>
    private static async Task<Draw> ChargedAsync(CreditsDb db, SpendContext site, Guid spendId)
    {
        // A range of the causes' unique index: ';' is the character after ':'.
        var (first, end) = ($"give-back:{spendId:N}:", $"give-back:{spendId:N};");
        var moved = await (
            from transaction in db.LedgerTransactions
            join entry in db.LedgerEntries on transaction.Id equals entry.TransactionId
            where transaction.Id == spendId
                || (transaction.Cause.CompareTo(first) >= 0 && transaction.Cause.CompareTo(end) < 0)
            select new { entry.PoolId, entry.Credits }).ToListAsync();
        return new Draw(
            -moved.Where(entry => entry.PoolId == site.SiteId).Sum(entry => entry.Credits),
            -moved.Where(entry => entry.PoolId == site.LicenseId).Sum(entry => entry.Credits));
    }
}
