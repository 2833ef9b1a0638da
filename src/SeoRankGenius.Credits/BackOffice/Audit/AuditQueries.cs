using System.Runtime.CompilerServices;

namespace SeoRankGenius.Credits.BackOffice.Audit;

/// <summary>
/// Which records to show; null for all. Times in UTC, <see cref="To"/> excluded. Without an action, pages and forms are
/// included only with <see cref="Views"/>.
/// </summary>
public sealed record AuditFilter(
    AuditAction? Action = null,
    Guid? ActorId = null,
    Guid? LicenseId = null,
    Guid? PurchaseId = null,
    DateTime? From = null,
    DateTime? To = null)
{
    /// <summary>The actions that record a page or form itself.</summary>
    public static readonly IReadOnlyList<AuditAction> ViewActions =
    [
        AuditAction.PageViewed, AuditAction.FormSent, AuditAction.LicenseViewed, AuditAction.PurchaseViewed,
        AuditAction.Searched,
    ];

    public bool Views { get; init; }
}

/// <summary>Records, the newest first.</summary>
/// <param name="Records">At most one page.</param>
/// <param name="Next">The number before which the next page begins; null on the last page.</param>
public sealed record AuditPage(IReadOnlyList<AuditRecord> Records, long? Next);

/// <summary>Reads audit records. Pages by number, so a page's content does not shift.</summary>
public sealed class AuditQueries(Reader reader)
{
    private const int Size = 40, AtOnce = 1_000;

    /// <summary>The page before a record number; null for the newest.</summary>
    public async Task<AuditPage> ReadAsync(AuditFilter filter, long? before, CancellationToken cancellation)
    {
        var rows = await ReadAsync(filter, before, Size + 1, cancellation);
        return rows.Count > Size
            ? new AuditPage(rows[..Size], rows[Size - 1].Number)
            : new AuditPage(rows, null);
    }

    /// <summary>
    /// Streams all matching records, the newest first, in batches of 1,000. Does not hold the database between batches.
    /// </summary>
    public async IAsyncEnumerable<AuditRecord> StreamAsync(
        AuditFilter filter, [EnumeratorCancellation] CancellationToken cancellation)
    {
        long? before = null;
        List<AuditRecord> rows;
        do
        {
            rows = await ReadAsync(filter, before, AtOnce, cancellation);
            foreach (var row in rows)
                yield return row;
            before = rows.LastOrDefault()?.Number;
        }
        while (rows.Count == AtOnce);
    }

    /// <summary>All current admins, by id.</summary>
    public Task<Dictionary<Guid, string>> AdminsAsync(CancellationToken cancellation) => reader.RunAsync(db => (
        from user in db.Users
        join member in db.UserRoles on user.Id equals member.UserId
        join role in db.Roles on member.RoleId equals role.Id
        where role.Name == Roles.Admin
        orderby user.Email
        select user).ToDictionaryAsync(user => user.Id, user => user.Email!, cancellation));

    private Task<List<AuditRecord>> ReadAsync(
        AuditFilter filter, long? before, int most, CancellationToken cancellation) =>
        reader.RunAsync(db =>
        {
            IQueryable<AuditRecord> records = db.AuditRecords;
            if (filter.Action is { } action)
                records = records.Where(record => record.Action == action);
            else if (!filter.Views)
                records = records.Where(record => !AuditFilter.ViewActions.Contains(record.Action));
            if (filter.ActorId is { } actor)
                records = records.Where(record => record.ActorId == actor);
            if (filter.LicenseId is { } license)
                records = records.Where(record => record.LicenseId == license);
            if (filter.PurchaseId is { } purchase)
                records = records.Where(record => record.PurchaseId == purchase);
            if (filter.From is { } from)
                records = records.Where(record => record.At >= from);
            if (filter.To is { } to)
                records = records.Where(record => record.At < to);
            if (before is { } number)
                records = records.Where(record => record.Number < number);
            return records.OrderByDescending(record => record.Number).Take(most).ToListAsync(cancellation);
        });
}
