namespace SeoRankGenius.Credits.Usage.Transactions;

/// <summary>Which of a site's transactions to list.</summary>
/// <param name="Feature">The code of a feature; null for all.</param>
/// <param name="Reference">The caller's own text of the spend or hold, exactly; null for all.</param>
/// <param name="Since">From this time on, UTC.</param>
/// <param name="Until">Before this time, UTC.</param>
public sealed record TransactionFilter(
    string? Feature = null, string? Reference = null, DateTime? Since = null, DateTime? Until = null);

/// <summary>One use of credits by a site.</summary>
/// <param name="Id">Of the ledger transaction.</param>
/// <param name="Kind">A spend, a hold, or what returned of either.</param>
/// <param name="Use">What the credits were used for.</param>
/// <param name="Charged">Whole credits by pool; negative for credits that returned.</param>
/// <param name="Balances">
/// The balances right after it; of a pool that it did not touch, when it was committed. Whole credits.
/// </param>
/// <param name="At">UTC.</param>
public sealed record SiteTransaction(
    Guid Id, TransactionKind Kind, UsageNote Use, Draw Charged, Balances Balances, DateTime At);

/// <summary>A page, newest first, and where the next one starts; null on the last page.</summary>
public sealed record TransactionPage(IReadOnlyList<SiteTransaction> Items, string? Next);

/// <summary>Lists what a site spent, held and gave back.</summary>
public sealed class SiteTransactions(Reader reader, PriceList catalog)
{
    private const int MostOnAPage = 200;

    /// <summary>
    /// One page of the site's own transactions, newest first. Refuses a limit other than 1 to 200, and a next that is
    /// not of an earlier page, with <see cref="RefusalCode.InvalidRequest"/>.
    /// </summary>
    /// <param name="siteId">The site.</param>
    /// <param name="filter">Which transactions.</param>
    /// <param name="limit">The most on the page. A filtered page may have fewer although there are more.</param>
    /// <param name="next">Of the page before; null for the first.</param>
    public async Task<TransactionPage> ListAsync(Guid siteId, TransactionFilter filter, int limit, string? next)
    {
        var from = Cursor.Parse(next);
        new RequestRules(catalog)
            .Between(limit, 1, MostOnAPage, "limit", "A page has 1 to 200 transactions.")
            .Between(from is null && next is not null ? 0 : 1, 1, 1, "next", "Pass next as the page before had it.")
            .Enforce();
        return await reader.RunAsync(async db =>
        {
            var rows = await Find(db, siteId, filter, from).Take(limit + 1).ToListAsync();
            var page = rows.Take(limit).ToList();
            var ids = page.ConvertAll(row => row.Id);
            var entries = await db.LedgerEntries.Where(entry => ids.Contains(entry.TransactionId))
                .ToDictionaryAsync(entry => (entry.TransactionId, entry.PoolId));
            var (licenseId, isTest) = await db.Pools.Where(pool => pool.Id == siteId)
                .Select(pool => ValueTuple.Create(pool.LicenseId, pool.IsTest)).SingleAsync();
            var domain = await AfterAsync(db, siteId, page, entries);
            var shared = isTest ? null : await AfterAsync(db, licenseId, page, entries);
            var items = page.ConvertAll(row => new SiteTransaction(
                row.Id, row.Kind, UsageNote.Parse(row.Kind, row.Note),
                new Draw(
                    -(entries.GetValueOrDefault((row.Id, siteId))?.Credits ?? 0),
                    -(entries.GetValueOrDefault((row.Id, licenseId))?.Credits ?? 0)),
                new Balances(shared?[row.Id] ?? 0, domain[row.Id]), row.At));
            return new TransactionPage(
                [.. items.Where(item => filter.Reference is null || item.Use.Reference == filter.Reference)],
                rows.Count > limit ? new Cursor(page[^1].At, page[^1].Id).ToString() : null);
        });
    }

    private static IQueryable<LedgerTransaction> Find(
        CreditsDb db, Guid siteId, TransactionFilter filter, Cursor? from)
    {
        var actor = $"site:{siteId:N}";
        var rows = db.LedgerTransactions.AsNoTracking().Where(row => row.Actor == actor);
        if (filter.Since is { } since)
            rows = rows.Where(row => row.At >= since);
        if (filter.Until is { } until)
            rows = rows.Where(row => row.At < until);
        if (filter.Feature is { } feature)
            rows = rows.Where(row => row.Note == feature || row.Note!.StartsWith(feature + " "));
        if (filter.Reference is { } reference)
            rows = rows.Where(row => row.Note!.EndsWith(" · " + reference));
        if (from is { } last)
            rows = rows.Where(row => row.At < last.At || (row.At == last.At && row.Id.CompareTo(last.Id) < 0));
        return rows.OrderByDescending(row => row.At).ThenByDescending(row => row.Id);
    }

    /// <summary>The balance of a pool right after each transaction.</summary>
    private static async Task<Dictionary<Guid, long>> AfterAsync(
        CreditsDb db, Guid poolId, List<LedgerTransaction> page, Dictionary<(Guid, Guid), LedgerEntry> entries)
    {
        var others = await PoolTimeline.BalancesAsync(
            db, poolId, page.Where(row => !entries.ContainsKey((row.Id, poolId))).Select(row => row.At));
        return page.ToDictionary(
            row => row.Id, row => entries.GetValueOrDefault((row.Id, poolId))?.BalanceAfter ?? others[row.At]);
    }

    private sealed record Cursor(DateTime At, Guid Id)
    {
        public static Cursor? Parse(string? text) =>
            text?.Split('-') is [var ticks, var id]
            && long.TryParse(ticks, NumberStyles.None, CultureInfo.InvariantCulture, out var at)
            && at <= DateTime.MaxValue.Ticks && Guid.TryParseExact(id, "N", out var guid)
                ? new(new DateTime(at, DateTimeKind.Utc), guid)
                : null;

        public override string ToString() => FormattableString.Invariant($"{At.Ticks}-{Id:N}");
    }
}
