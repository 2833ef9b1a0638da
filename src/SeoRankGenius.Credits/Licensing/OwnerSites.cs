namespace SeoRankGenius.Credits.Licensing;

/// <summary>The signed-in owner or member.</summary>
/// <param name="UserId">The user.</param>
/// <param name="OnlySiteId">Access is limited to this site; null for all of the user's licenses.</param>
/// <param name="Right">What the request requires: licenses without it are not found.</param>
public sealed record Viewer(Guid UserId, Guid? OnlySiteId = null, Right Right = Right.Own);

/// <summary>A site as shown to its owner and members. A test site has its test credits and no Shared Credits.</summary>
public sealed record OwnerSite(
    Guid SiteId, Guid LicenseId, string Domain, Entitlement Entitlement, Balances Balances, bool IsTest)
{
    /// <summary>The viewer's role for its license.</summary>
    public AccountRole Role { get; init; }

    public bool May(Right right) => Role.May(right);
}

/// <summary>
/// The sites that an owner or member may see. Every query filters by owner and membership, so other sites are not
/// found. Reads only, with prepared statements.
/// </summary>
public sealed class OwnerSites(Reader reader, PriceList catalog, TimeProvider time)
{
    private const string Domains =
        """
        SELECT s."Domain" FROM "Sites" s
        WHERE s."LicenseId" IN (
            SELECT "Id" FROM "Licenses" WHERE "OwnerId" = @p0
            UNION ALL SELECT "LicenseId" FROM "Members" WHERE "UserId" = @p0 AND "JoinedAt" IS NOT NULL)
          AND s."RemovedAt" IS NULL AND (@p1 IS NULL OR s."Id" = @p1)
        ORDER BY s."CreatedAt", s."Id"
        """;

    private const string Find =
        """
        SELECT s."Id", l."Id", s."Domain", l."Plan", l."Status", l."TrialEndsAt",
               CASE WHEN own."IsTest" = 1 THEN 0 ELSE shared."Balance" END, own."Balance", own."IsTest",
               CASE WHEN l."OwnerId" = @p1 THEN 'Owner' ELSE m."Role" END
        FROM "Sites" s
        JOIN "Licenses" l ON l."Id" = s."LicenseId"
        JOIN "Pools" shared ON shared."Id" = l."Id"
        JOIN "Pools" own ON own."Id" = s."Id"
        LEFT JOIN "Members" m ON m."LicenseId" = l."Id" AND m."UserId" = @p1 AND m."JoinedAt" IS NOT NULL
        WHERE s."Domain" = @p0 AND (l."OwnerId" = @p1 OR m."UserId" IS NOT NULL) AND s."RemovedAt" IS NULL
          AND (@p2 IS NULL OR s."Id" = @p2)
        """;

    /// <summary>The domains of all the viewer's sites, in any role, ordered by time of connection.</summary>
    public Task<IReadOnlyList<string>> DomainsAsync(Viewer viewer, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        return reader.RunAsync(db => ReadDomainsAsync(db, viewer));
    }

    /// <summary>
    /// A site with its entitlement and balances, in one query; null if it is not the viewer's. Refuses a member whose
    /// role lacks the viewer's right with <see cref="RefusalCode.OwnerRequired"/>.
    /// </summary>
    public Task<OwnerSite?> FindAsync(Viewer viewer, string domain, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        return reader.RunAsync(db => ReadAsync(db, viewer, domain));
    }

    private static async Task<IReadOnlyList<string>> ReadDomainsAsync(CreditsDb db, Viewer viewer)
    {
        var domains = new List<string>();
        await using var row = await db.Statements.QueryAsync(Domains, [viewer.UserId, viewer.OnlySiteId]);
        while (await row.ReadAsync())
            domains.Add(row.GetString(0));
        return domains;
    }

    private async Task<OwnerSite?> ReadAsync(CreditsDb db, Viewer viewer, string domain)
    {
        await using var row = await db.Statements.QueryAsync(Find, [domain, viewer.UserId, viewer.OnlySiteId]);
        if (!await row.ReadAsync())
            return null;
        var role = row.Word<AccountRole>(9);
        role.Require(viewer.Right);
        return new OwnerSite(
            row.GetGuid(0), row.GetGuid(1), row.GetString(2),
            StandingOf(row.GetString(3), row.Word<LicenseStatus>(4), row.Utc(5)),
            new Balances(row.GetInt64(6), row.GetInt64(7)), row.GetBoolean(8))
        {
            Role = role,
        };
    }

    private Entitlement StandingOf(string plan, LicenseStatus status, DateTime? trialEndsAt) =>
        Entitlement.Of(catalog, plan, status, trialEndsAt, time.GetUtcNow().UtcDateTime);
}
