namespace SeoRankGenius.Credits.Privacy;

/// <summary>What is stored about an account, for its owner. Times are UTC.</summary>
public sealed record ExportedAccount(
    string Email,
    IReadOnlyList<ExportedLicense> Licenses,
    IReadOnlyList<ExportedMembership> Memberships,
    IReadOnlyList<ExportedPurchase> Purchases,
    IReadOnlyList<ExportedMovement> Movements,
    IReadOnlyList<ExportedSignIn> SignIns);

/// <summary>A license with the domains of its sites.</summary>
public sealed record ExportedLicense(
    Guid Id, string KeyHint, string Plan, string Status, DateTime CreatedAt, IReadOnlyList<string> Sites);

/// <summary>A role in another's license.</summary>
public sealed record ExportedMembership(Guid LicenseId, string Role, DateTime InvitedAt, DateTime? JoinedAt);

/// <summary>A purchase; its price in minor units.</summary>
public sealed record ExportedPurchase(
    Guid Id, DateTime CreatedAt, string Pack, long Credits, long PriceMinor, string Currency, string Status);

/// <summary>A change of a balance: of the license, or of the site with this domain.</summary>
public sealed record ExportedMovement(DateTime At, string Kind, string? Site, long Credits, long BalanceAfter);

/// <summary>An attempt to sign in.</summary>
public sealed record ExportedSignIn(DateTime At, string Outcome, string Address, string Device);

/// <summary>Reads what is stored about an account.</summary>
public sealed class AccountExport(Reader reader)
{
    /// <summary>Everything of one owner, in time order.</summary>
    public Task<ExportedAccount> ReadAsync(Guid userId) => reader.RunAsync(async db =>
    {
        var licenses = await db.Licenses.Where(license => license.OwnerId == userId)
            .OrderBy(license => license.CreatedAt).ToListAsync();
        var ids = licenses.ConvertAll(license => license.Id);
        var sites = await db.Sites.Where(site => ids.Contains(site.LicenseId)).OrderBy(site => site.CreatedAt)
            .ToListAsync();
        var domains = sites.ToDictionary(site => site.Id, site => site.Domain);
        var purchases = await db.Purchases.Where(purchase => ids.Contains(purchase.LicenseId))
            .OrderBy(purchase => purchase.CreatedAt).ToListAsync();
        var movements = await (
            from entry in db.LedgerEntries
            join transaction in db.LedgerTransactions on entry.TransactionId equals transaction.Id
            join pool in db.Pools on entry.PoolId equals pool.Id
            where ids.Contains(pool.LicenseId)
            orderby transaction.At, entry.PoolId, entry.Sequence
            select new { transaction.At, transaction.Kind, entry.PoolId, entry.Credits, entry.BalanceAfter })
            .ToListAsync();
        var signIns = await db.SignInRecords.Where(row => row.UserId == userId)
            .OrderBy(row => row.Number).ToListAsync();
        var memberships = await db.Members.Where(row => row.UserId == userId).OrderBy(row => row.InvitedAt)
            .ToListAsync();
        return new ExportedAccount(
            (await db.Users.SingleAsync(user => user.Id == userId)).Email!,
            licenses.ConvertAll(license => new ExportedLicense(
                license.Id, license.KeyHint, license.Plan, license.Status.ToString(), license.CreatedAt,
                [.. sites.Where(site => site.LicenseId == license.Id).Select(site => site.Domain)])),
            memberships.ConvertAll(row => new ExportedMembership(
                row.LicenseId, row.Role.Code(), row.InvitedAt, row.JoinedAt)),
            purchases.ConvertAll(purchase => new ExportedPurchase(
                purchase.Id, purchase.CreatedAt, purchase.Pack, purchase.Credits, purchase.PriceMinor,
                purchase.Currency, purchase.Status.ToString())),
            movements.ConvertAll(row => new ExportedMovement(
                row.At, row.Kind.ToString(), domains.GetValueOrDefault(row.PoolId), row.Credits, row.BalanceAfter)),
            signIns.ConvertAll(row => new ExportedSignIn(row.At, row.Outcome.ToString(), row.Address, row.Device)));
    });
}
