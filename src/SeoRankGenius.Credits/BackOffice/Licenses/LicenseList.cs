namespace SeoRankGenius.Credits.BackOffice.Licenses;

/// <summary>A license in a list. Whole credits; UTC.</summary>
public sealed record LicenseLine(
    Guid Id, string KeyHint, string OwnerEmail, Entitlement Entitlement, int Sites, string? FirstDomain, long Credits,
    DateTime CreatedAt);

/// <summary>A page of licenses, the newest first.</summary>
/// <param name="Lines">At most one page.</param>
/// <param name="Next">The license after which the next page begins; null on the last page.</param>
public sealed record LicensePage(IReadOnlyList<LicenseLine> Lines, Guid? Next);

/// <summary>Lists all licenses. Reads only.</summary>
public sealed class LicenseList(Reader reader, PriceList catalog, TimeProvider time)
{
    private const int Size = 50;

    /// <summary>The page after a license; null for the newest. With a status, only licenses that have it.</summary>
    public Task<LicensePage> ReadAsync(Guid? behind, LicenseStatus? status, CancellationToken cancellation) =>
        reader.RunAsync(async db =>
        {
            var last = await db.Licenses.Where(license => license.Id == behind)
                .Select(license => new { license.CreatedAt, license.Id }).SingleOrDefaultAsync(cancellation);
            var licenses = db.Licenses.Where(license => status == null || license.Status == status);
            if (last is not null)
                licenses = licenses.Where(license => license.CreatedAt < last.CreatedAt
                    || (license.CreatedAt == last.CreatedAt && license.Id.CompareTo(last.Id) < 0));
            var rows = await (
                from license in licenses
                    .OrderByDescending(license => license.CreatedAt).ThenByDescending(license => license.Id)
                    .Take(Size + 1)
                join owner in db.Users on license.OwnerId equals owner.Id
                orderby license.CreatedAt descending, license.Id descending
                select new
                {
                    License = license,
                    owner.Email,
                    Sites = db.Sites.Count(site => site.LicenseId == license.Id && site.RemovedAt == null),
                    Domain = db.Sites.Where(site => site.LicenseId == license.Id && site.RemovedAt == null)
                        .OrderBy(site => site.CreatedAt).Select(site => site.Domain).FirstOrDefault(),
                    Credits = db.Pools.Where(pool => pool.LicenseId == license.Id).Sum(pool => pool.Balance),
                }).ToListAsync(cancellation);

            var now = time.GetUtcNow().UtcDateTime;
            var lines = rows.Take(Size).Select(row => new LicenseLine(
                row.License.Id, row.License.KeyHint, row.Email!,
                Entitlement.Of(catalog, row.License.Plan, row.License.Status, row.License.TrialEndsAt, now),
                row.Sites, row.Domain, row.Credits, row.License.CreatedAt)).ToList();
            return new LicensePage(lines, rows.Count > Size ? lines[^1].Id : null);
        });
}
