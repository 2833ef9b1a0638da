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
/// <param name="Domain">The Domain pool's balance right after it; null if it was not touched.</param>
/// <param name="Shared">The Shared pool's balance right after it; null if it was not touched.</param>
/// <param name="At">UTC.</param>
public sealed record SiteTransaction(
    Guid Id, TransactionKind Kind, UsageNote Use, Draw Charged, long? Domain, long? Shared, DateTime At);

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
            var entries = await db.LedgerEntries.Where(entry => ids.Contains(entry.TransactionId)).ToListAsync();
            var items = page.ConvertAll(row => Of(
                row, entries.Find(entry => entry.TransactionId == row.Id && entry.PoolId == siteId),
                entries.Find(entry => entry.TransactionId == row.Id && entry.PoolId != siteId)));
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

    private static SiteTransaction Of(LedgerTransaction row, LedgerEntry? domain, LedgerEntry? shared) => new(
        row.Id, row.Kind, UsageNote.Parse(row.Kind, row.Note),
        new Draw(-(domain?.Credits ?? 0), -(shared?.Credits ?? 0)),
        domain?.BalanceAfter, shared?.BalanceAfter, row.At);

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
