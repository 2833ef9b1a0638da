using SeoRankGenius.Credits.Usage.Transactions;

namespace SeoRankGenius.Credits.Usage;

/// <summary>A site's request to hold credits.</summary>
/// <param name="Key">The idempotency key, 1 to 255 characters.</param>
/// <param name="Feature">The code of a feature in the catalog.</param>
/// <param name="Credits">Whole credits for the whole run, 1 to 1,000,000.</param>
/// <param name="ExpiresInSeconds">60 to 86,400.</param>
/// <param name="Reference">The caller's free text, up to 200 characters.</param>
public sealed record HoldRequest(
    string Key, string Feature, long Credits, long ExpiresInSeconds = 900, string? Reference = null);

/// <summary>A placed hold. Whole credits, UTC.</summary>
public sealed record HoldResult(Guid HoldId, Draw Taken, DateTime ExpiresAt, Balances Balances);

/// <summary>An ended hold: charged and returned credits, and what the site can spend now. Whole credits.</summary>
public sealed record HoldEnd(Guid HoldId, Draw Charged, Draw Returned, Balances Balances);

/// <summary>Reserves credits for a run of many pages, so that it does not stop halfway for lack of credits.</summary>
public sealed class Holding(
    Writer writer, CreditLedger ledger, ReturnedCredits returned, PriceList catalog, TimeProvider time)
{
    private const int MostCredits = 1_000_000, ShortestSeconds = 60, LongestSeconds = 86_400;

    /// <summary>Holds expired per call. Small enough not to delay spends queued in the writer.</summary>
    public const int ExpiredAtOnce = 100;

    /// <summary>
    /// Takes the credits out of the pools at once, Domain first, all or nothing. Repeatable with the same key, and
    /// refuses, as a spend does.
    /// </summary>
    public async Task<IdempotentResult<HoldResult>> PlaceAsync(
        Guid siteId, HoldRequest request, CancellationToken cancellation)
    {
        var rules = new RequestRules(catalog)
            .Key(request.Key)
            .Feature(request.Feature)
            .Between(request.Credits, 1, MostCredits, "credits", "A hold takes 1 to 1,000,000 credits.")
            .Between(
                request.ExpiresInSeconds, ShortestSeconds, LongestSeconds,
                "expiresInSeconds", "A hold lasts 60 to 86,400 seconds.")
            .Reference(request.Reference);
        var hash = IdempotencyRecord.Hash(string.Create(
            CultureInfo.InvariantCulture,
            $"hold\n{request.Key}\n{request.Feature}\n{request.Credits}\n{request.ExpiresInSeconds}\n")
            + request.Reference);
        if (rules.MayBeReplay)
            return await writer.RunPreparedAsync(
                db => SpendContext.Lock(db, catalog, siteId, request.Key, time.GetUtcNow().UtcDateTime)
                    .Replay<HoldResult>(hash, rules),
                cancellation);
        rules.Enforce();
        return await writer.RunAsync(db => PlaceAsync(db, siteId, request, hash), cancellation);
    }

    /// <summary>
    /// Charges <paramref name="credits"/> of a hold (0 to all of it, Domain first) and returns the rest to the pools it
    /// came from. Repeatable with the same number. Refuses, in this order: a hold of another site
    /// (<see cref="RefusalCode.NotFound"/>), more than is held (<see cref="RefusalCode.InvalidRequest"/>), a hold that
    /// ended otherwise or expired (<see cref="RefusalCode.HoldEnded"/>).
    /// </summary>
    public Task<HoldEnd> CaptureAsync(Guid siteId, Guid holdId, long credits, CancellationToken cancellation) =>
        EndAsync(siteId, holdId, HoldStatus.Captured, credits, cancellation);

    /// <summary>Returns all credits of a hold. Repeatable. Refuses as capture does.</summary>
    public Task<HoldEnd> ReleaseAsync(Guid siteId, Guid holdId, CancellationToken cancellation) =>
        EndAsync(siteId, holdId, HoldStatus.Released, credits: 0, cancellation);

    /// <summary>A site's hold in any state. Refuses another site's with <see cref="RefusalCode.NotFound"/>.</summary>
    public static async Task<Hold> FindAsync(CreditsDb db, Guid siteId, Guid holdId) =>
        await db.Holds.SingleOrDefaultAsync(hold => hold.Id == holdId && hold.SiteId == siteId)
        ?? throw new Refusal(RefusalCode.NotFound, "This hold does not exist.");

    /// <summary>
    /// Lets a hold end 60 to 86,400 seconds from now, but not earlier than before. Repeatable. Refuses a hold of
    /// another site, and one that has ended.
    /// </summary>
    public Task<Hold> ExtendAsync(Guid siteId, Guid holdId, long expiresInSeconds, CancellationToken cancellation)
    {
        new RequestRules(catalog).Between(
            expiresInSeconds, ShortestSeconds, LongestSeconds, "expiresInSeconds", "A hold lasts 60 to 86,400 seconds.")
            .Enforce();
        return writer.RunAsync(
            async db =>
            {
                var hold = await FindAsync(db, siteId, holdId);
                var now = time.GetUtcNow().UtcDateTime;
                if (hold.StatusAt(now) != HoldStatus.Open)
                    throw Ended(hold, now);
                hold.Extend(now.AddSeconds(expiresInSeconds));
                await db.SaveChangesAsync();
                return hold;
            },
            cancellation);
    }

    /// <summary>
    /// Returns the credits of expired holds, oldest expiry first, up to 100 per call. Repeatable, and safe on several
    /// instances at once: a hold ends once.
    /// </summary>
    /// <returns>The number of expired holds found; 100 means that there may be more.</returns>
    public async Task<int> ExpireAsync(CreditsDb reading, CancellationToken cancellation)
    {
        var now = time.GetUtcNow().UtcDateTime;
        var over = await reading.Holds.AsNoTracking()
            .Where(hold => hold.Status == HoldStatus.Open && hold.ExpiresAt <= now)
            .OrderBy(hold => hold.ExpiresAt)
            .Select(hold => hold.Id)
            .Take(ExpiredAtOnce).ToListAsync(cancellation);
        await Task.WhenAll(over.Select(id => writer.RunAsync(
            async db =>
            {
                var hold = await db.Holds.SingleAsync(hold => hold.Id == id);
                // It may have been extended since the list was read.
                if (hold.IsOverdueAt(time.GetUtcNow().UtcDateTime))
                    await GiveBackAsync(db, hold, HoldStatus.Expired, credits: 0);
            },
            cancellation)));
        return over.Count;
    }

    private async Task<IdempotentResult<HoldResult>> PlaceAsync(
        CreditsDb db, Guid siteId, HoldRequest request, string hash)
    {
        var now = time.GetUtcNow().UtcDateTime;
        var spender = SpendContext.Lock(db, catalog, siteId, request.Key, now);
        if (spender.StoredResponse is { } earlier)
            return earlier.Again<HoldResult>(hash);

        var limits = SiteLimitSet.Of([spender], now);
        limits.RequireActive(siteId);
        var draw = spender.Draw(request.Credits);
        limits.Use(siteId, draw);
        var hold = Hold.Place(
            siteId, spender.LicenseId, request.Feature, draw, now, TimeSpan.FromSeconds(request.ExpiresInSeconds));
        ledger.Post(
            db,
            new Movement(TransactionKind.HoldPlaced, $"hold:{hold.Id:N}", $"site:{siteId:N}")
            {
                Note = new UsageNote(request.Feature, Actions: null, request.Reference).ToString(),
            }.Take(draw, siteId, spender.LicenseId));
        limits.Write(db);
        if (LowBalanceCrossings.MayFollow(spender, spender.Balances - draw))
            LowBalanceCrossings.Record(db, [spender], now);
        db.Holds.Add(hold);
        await db.SaveChangesAsync();
        return IdempotencyStore.Remember(
            db, siteId, request.Key, hash, new HoldResult(hold.Id, draw, hold.ExpiresAt, spender.Balances - draw), now);
    }

    private Task<HoldEnd> EndAsync(
        Guid siteId, Guid holdId, HoldStatus status, long credits, CancellationToken cancellation) =>
        writer.RunAsync(
            async db =>
            {
                var hold = await FindAsync(db, siteId, holdId);
                var now = time.GetUtcNow().UtcDateTime;
                new RequestRules(catalog)
                    .Between(
                        credits, 0, hold.Held.Total, "credits", $"This hold has 0 to {hold.Held.Total} to capture.")
                    .Enforce();
                if (hold.StatusAt(now) == HoldStatus.Open)
                    await GiveBackAsync(db, hold, status, credits);
                else if (hold.Status != status || hold.Captured != credits)
                    throw Ended(hold, now);

                var license = await db.Licenses.AsNoTracking().SingleAsync(license => license.Id == hold.LicenseId);
                var balances = CreditLedger.Lock(db, hold.SiteId, hold.LicenseId);
                return new HoldEnd(
                    hold.Id, hold.Charged, hold.Held - hold.Charged,
                    license.StandingAt(catalog, now).CanSpend ? balances : default);
            },
            cancellation);

    private static Refusal Ended(Hold hold, DateTime now) =>
        new Refusal(RefusalCode.HoldEnded, "This hold has ended. Place a new one.")
            .With("state", hold.StatusAt(now)).With("captured", hold.Captured);

    private async Task GiveBackAsync(CreditsDb db, Hold hold, HoldStatus status, long credits)
    {
        var now = time.GetUtcNow().UtcDateTime;
        hold.End(status, credits, now);
        await db.SaveChangesAsync();
        var back = hold.Held - hold.Held.First(credits);
        if (back.Total == 0)
            return;
        var (shared, own) = (CreditLedger.Lock(db, hold.LicenseId), CreditLedger.Lock(db, hold.SiteId));
        ledger.Post(
            db,
            new Movement(TransactionKind.HoldReturned, $"hold-returned:{hold.Id:N}", $"site:{hold.SiteId:N}")
            {
                Note = string.Create(
                    CultureInfo.InvariantCulture, $"{hold.Feature} · {credits:N0} of {hold.Held.Total:N0} used"),
            }.Return(back, hold.SiteId, hold.LicenseId),
            shared,
            own);
        SiteLimitSet.GiveBack(db, hold.SiteId, hold.CreatedAt, back.Shared, now);
        await returned.FollowAsync(db, (hold.SiteId, hold.LicenseId), back, hold.CreatedAt);
    }
}
