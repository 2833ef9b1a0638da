namespace SeoRankGenius.Credits.Privacy;

/// <summary>What is stored about an account, for its owner. Times are UTC.</summary>
/// <param name="Email">The sign-in address.</param>
/// <param name="Licenses">Those that the user owns.</param>
/// <param name="Memberships">Roles in the licenses of others.</param>
/// <param name="Purchases">Of the user's licenses, and those that the user made in others.</param>
/// <param name="Others">Plans, their invoices, agreements to automatic top-ups, members, webhook endpoints.</param>
/// <param name="SignIns">Attempts to sign in.</param>
/// <param name="Movements">Changes of balances, by pool, the oldest first. Read in pages while it is written.</param>
/// <param name="Audit">
/// What the user did, and what was done with their licenses. Read in pages while it is written.
/// </param>
public sealed record ExportedAccount(
    string Email,
    IReadOnlyList<ExportedLicense> Licenses,
    IReadOnlyList<ExportedMembership> Memberships,
    IReadOnlyList<ExportedPurchase> Purchases,
    IReadOnlyList<ExportedRecord> Others,
    IReadOnlyList<ExportedSignIn> SignIns,
    IAsyncEnumerable<ExportedMovement> Movements,
    IAsyncEnumerable<ExportedRecord> Audit);

/// <summary>A license with the domains of its sites.</summary>
public sealed record ExportedLicense(
    Guid Id, string KeyHint, string Plan, string Status, DateTime CreatedAt, IReadOnlyList<string> Sites);

/// <summary>A role in another's license.</summary>
public sealed record ExportedMembership(Guid LicenseId, string Role, DateTime InvitedAt, DateTime? JoinedAt);

/// <summary>A purchase; its price in minor units.</summary>
public sealed record ExportedPurchase(
    Guid Id, DateTime CreatedAt, string Pack, long Credits, long PriceMinor, string Currency, string Status);

/// <summary>Any other record: its kind, what identifies it, and what it says.</summary>
public sealed record ExportedRecord(string Kind, DateTime At, string Id, string Details);

/// <summary>A change of a balance: of the license, or of the site with this domain.</summary>
public sealed record ExportedMovement(DateTime At, string Kind, string? Site, long Credits, long BalanceAfter);

/// <summary>An attempt to sign in.</summary>
public sealed record ExportedSignIn(DateTime At, string Outcome, string Address, string Device);

/// <summary>Reads what is stored about an account.</summary>
public sealed class AccountExport(Reader reader)
{
    private const int PageSize = 1000;

    /// <summary>Everything of one user. The enumerations read when they are enumerated.</summary>
    public Task<ExportedAccount> ReadAsync(Guid userId) => reader.RunAsync(async db =>
    {
        var licenses = await db.Licenses.Where(license => license.OwnerId == userId)
            .OrderBy(license => license.CreatedAt).ToListAsync();
        Guid[] ids = [.. licenses.Select(license => license.Id)];
        var sites = await db.Sites.Where(site => ids.Contains(site.LicenseId)).OrderBy(site => site.CreatedAt)
            .ToListAsync();
        var purchases = await db.Purchases
            .Where(purchase => ids.Contains(purchase.LicenseId) || purchase.BuyerId == userId)
            .OrderBy(purchase => purchase.CreatedAt).ToListAsync();
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
            await OthersAsync(db, ids),
            signIns.ConvertAll(row => new ExportedSignIn(row.At, row.Outcome.ToString(), row.Address, row.Device)),
            MovementsAsync(
                [
                    .. ids.Select(id => (id, (string?)null)),
                    .. sites.Select(site => (site.Id, (string?)site.Domain)),
                ]),
            AuditAsync(userId, ids));
    });

    private static async Task<List<ExportedRecord>> OthersAsync(CreditsDb db, Guid[] ids)
    {
        var plans = await db.Subscriptions.Where(row => ids.Contains(row.LicenseId)).ToListAsync();
        var planIds = plans.ConvertAll(row => row.Id);
        var invoices = await db.PlanInvoices.Where(row => planIds.Contains(row.SubscriptionId)).ToListAsync();
        var topUps = await db.AutoTopUps.Where(row => ids.Contains(row.LicenseId)).ToListAsync();
        var members = await db.Members.Where(row => ids.Contains(row.LicenseId)).ToListAsync();
        var endpoints = await db.WebhookEndpoints.Where(row => ids.Contains(row.LicenseId)).ToListAsync();
        return
        [
            .. plans.Select(row => new ExportedRecord("Plan", row.CreatedAt, row.Id, $"{row.Plan} {row.Status}")),
            .. invoices.Select(row => new ExportedRecord("Plan invoice", row.StartsAt, row.Id, row.Plan)),
            .. topUps.Select(row => new ExportedRecord(
                "Auto top-up agreement", row.ConsentAt, row.PoolId.ToString(), row.Consent)),
            .. members.Select(row => new ExportedRecord(
                "Member", row.InvitedAt, row.UserId.ToString(), row.Role.Code())),
            .. endpoints.Select(row => new ExportedRecord(
                "Webhook endpoint", row.CreatedAt, row.Id.ToString(), row.Url)),
        ];
    }

    private async IAsyncEnumerable<ExportedMovement> MovementsAsync(IReadOnlyList<(Guid Id, string? Site)> pools)
    {
        foreach (var (poolId, site) in pools)
        {
            var entries = PagesAsync(
                (db, after) => (
                    from entry in db.LedgerEntries
                    join transaction in db.LedgerTransactions on entry.TransactionId equals transaction.Id
                    where entry.PoolId == poolId && entry.Sequence > after
                    orderby entry.Sequence
                    select new { transaction.At, transaction.Kind, entry.Sequence, entry.Credits, entry.BalanceAfter }),
                row => row.Sequence);
            await foreach (var row in entries)
                yield return new(row.At, row.Kind.ToString(), site, row.Credits, row.BalanceAfter);
        }
    }

    private async IAsyncEnumerable<ExportedRecord> AuditAsync(Guid userId, Guid[] ids)
    {
        var records = PagesAsync(
            (db, after) => db.AuditRecords
                .Where(row => row.Number > after
                    && (row.ActorId == userId || (row.LicenseId != null && ids.Contains(row.LicenseId.Value))))
                .OrderBy(row => row.Number).Select(row => new { row.Number, row.At, row.Action }),
            row => row.Number);
        await foreach (var row in records)
            yield return new("Audit", row.At, row.Number.ToString(CultureInfo.InvariantCulture), $"{row.Action}");
    }

    private async IAsyncEnumerable<T> PagesAsync<T>(
        Func<CreditsDb, long, IQueryable<T>> after, Func<T, long> numberOf)
    {
        var last = 0L;
        List<T> page;
        do
        {
            var from = last;
            page = await reader.RunAsync(db => after(db, from).Take(PageSize).ToListAsync());
            foreach (var row in page)
                yield return row;
            last = page.Count == 0 ? last : numberOf(page[^1]);
        }
        while (page.Count == PageSize);
    }
}
