using SeoRankGenius.Credits.BackOffice.Licenses;

namespace SeoRankGenius.Credits.BackOffice.Entries;

/// <summary>Pages through the entries of one or several pools of a license, newest first.</summary>
public sealed class EntryQueries(Reader reader)
{
    public const int Size = 25;

    /// <summary>The page after a cursor; null for the newest.</summary>
    public Task<EntryPage> ReadAsync(
        LicenseDetails license, EntryFilter filter, EntryCursor? behind, CancellationToken cancellation) =>
        reader.RunAsync(async db =>
        {
            var pools = license.Pools.Where(pool => filter.PoolId is null || pool.Id == filter.PoolId)
                .Select(pool => new PoolEnd(pool.Id, pool.Sequence));
            var pager = new EntryPager([.. pools], filter.From, filter.To)
            {
                Filter = filter.Kind is null
                    ? null
                    : (_, posted) => posted.Where(line => line.Transaction.Kind == filter.Kind),
            };
            var page = await pager.ReadAsync(db, behind, Size, cancellation);
            return new EntryPage(page.Entries, page.Next, page.SearchedBackTo)
            {
                Admins = await AdminsAsync(db, page.Entries, cancellation),
                Undone = await UndoneAsync(db, page.Entries, cancellation),
            };
        });

    private static async Task<Dictionary<string, string>> AdminsAsync(
        CreditsDb db, IEnumerable<EntryRow> entries, CancellationToken cancellation)
    {
        const string Prefix = "admin:";
        var ids = entries.Select(entry => entry.Actor).Distinct()
            .Where(actor => actor.StartsWith(Prefix, StringComparison.Ordinal))
            .Select(actor => Guid.Parse(actor[Prefix.Length..])).ToList();
        return ids.Count == 0
            ? []
            : await db.Users.Where(user => ids.Contains(user.Id))
                .ToDictionaryAsync(user => $"{Prefix}{user.Id:N}", user => user.Email!, cancellation);
    }

    private static async Task<HashSet<Guid>> UndoneAsync(
        CreditsDb db, IEnumerable<EntryRow> entries, CancellationToken cancellation)
    {
        var ids = entries.Where(entry => entry.Kind == TransactionKind.Adjustment)
            .Select(entry => (Guid?)entry.TransactionId).Distinct().ToList();
        return ids.Count == 0
            ? []
            : [.. await db.LedgerTransactions
                .Where(undo => undo.Kind == TransactionKind.Adjustment && ids.Contains(undo.ReversesId))
                .Select(undo => undo.ReversesId!.Value).ToListAsync(cancellation)];
    }
}
