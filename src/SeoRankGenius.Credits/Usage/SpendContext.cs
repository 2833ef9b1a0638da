using System.Data.Common;

namespace SeoRankGenius.Credits.Usage;

/// <summary>
/// The state for a spend: a site with both pools locked, its entitlement, and the stored response of the idempotency
/// key.
/// </summary>
/// <param name="Shared">The license's pool, locked.</param>
/// <param name="Domain">The site's own pool, locked.</param>
/// <param name="Entitlement">What the license may do now.</param>
/// <param name="StoredResponse">The stored response of the key; null for a new key.</param>
internal sealed record SpendContext(
    LockedPool Shared, LockedPool Domain, Entitlement Entitlement, StoredResponse? StoredResponse)
{
    private const string Find =
        """
        SELECT s."Id", s."Balance", s."Sequence", l."Plan", l."Status", l."TrialEndsAt",
               d."Balance", d."Sequence", r."RequestHash", r."Body",
               m."Cap", m."IsPaused", m."Month", m."Used", m."MonthLimit",
               (SELECT MAX(a."Below") FROM "LowBalanceAlerts" a WHERE a."LicenseId" = s."Id" AND a."IsArmed" = 1),
               d."IsTest"
        FROM "Pools" d
        JOIN "Pools" s ON s."Id" = d."LicenseId"
        JOIN "Licenses" l ON l."Id" = d."LicenseId"
        LEFT JOIN "IdempotencyRecords" r ON r."SiteId" = d."Id" AND r."Key" = @p1
        LEFT JOIN "SiteLimits" m ON m."SiteId" = d."Id"
        WHERE d."Id" = @p0
        """;

    // SQL Server only, one round trip. The joins run in the order written, so the Shared pools are locked by license,
    // then the Domain pools. The stored responses are read last, when no other instance can add one.
    private const string FindAll =
        """
        DECLARE @asked TABLE ("LicenseId" uniqueidentifier NOT NULL, "SiteId" uniqueidentifier NOT NULL,
            "Key" nvarchar(255) COLLATE Latin1_General_100_BIN2 NOT NULL, PRIMARY KEY ("LicenseId", "SiteId", "Key"));

        INSERT INTO @asked ("LicenseId", "SiteId", "Key")
        SELECT d."LicenseId", j."SiteId", j."Key"
        FROM OPENJSON(@p0) WITH ("SiteId" uniqueidentifier '$[0]', "Key" nvarchar(255) '$[1]') j
        INNER LOOP JOIN "Pools" d ON d."Id" = j."SiteId";

        SELECT s."Id", s."Balance", s."Sequence", l."Plan", l."Status", l."TrialEndsAt",
               (SELECT MAX(a."Below") FROM "LowBalanceAlerts" a WHERE a."LicenseId" = s."Id" AND a."IsArmed" = 1)
        FROM (SELECT DISTINCT "LicenseId" FROM @asked) a
        INNER LOOP JOIN "Pools" s /*lock*/ ON s."Id" = a."LicenseId"
        INNER LOOP JOIN "Licenses" l ON l."Id" = s."Id"
        ORDER BY s."Id" OPTION (FORCE ORDER);

        SELECT d."Id", d."LicenseId", d."Balance", d."Sequence", d."IsTest"
        FROM (SELECT DISTINCT "LicenseId", "SiteId" FROM @asked) a
        INNER LOOP JOIN "Pools" d /*lock*/ ON d."Id" = a."SiteId"
        ORDER BY d."LicenseId", d."Id" OPTION (FORCE ORDER);

        SELECT r."SiteId", r."Key", r."RequestHash", r."Body"
        FROM @asked a
        INNER LOOP JOIN "IdempotencyRecords" r ON r."SiteId" = a."SiteId" AND r."Key" = a."Key" OPTION (FORCE ORDER);

        SELECT m."SiteId", m."Cap", m."IsPaused", m."Month", m."Used", m."MonthLimit"
        FROM (SELECT DISTINCT "SiteId" FROM @asked) a
        INNER LOOP JOIN "SiteLimits" m ON m."SiteId" = a."SiteId" OPTION (FORCE ORDER);
        """;

    /// <summary>The owner's limits of the site; null for none.</summary>
    public SiteLimitRow? Limit { get; init; }

    /// <summary>The highest threshold of the license's sites whose balances sufficed; null for none.</summary>
    public long? AlertBelow { get; init; }

    public Guid SiteId => Domain.Id;
    public Guid LicenseId => Shared.Id;
    public Balances Balances => Balances.Of(Shared, Domain);

    /// <summary>Locks the site's pools. Refuses a site that does not exist.</summary>
    public static SpendContext Lock(CreditsDb db, PriceList catalog, Guid siteId, string key, DateTime now) =>
        LockAll(db, catalog, [(siteId, key)], now).GetValueOrDefault((siteId, key)) ?? throw NoSite();

    /// <summary>
    /// Locks the pools of sites: licenses by id, Shared before Domain. A site that does not exist is missing.
    /// </summary>
    public static Dictionary<(Guid SiteId, string Key), SpendContext> LockAll(
        CreditsDb db, PriceList catalog, HashSet<(Guid SiteId, string Key)> asked, DateTime now)
    {
        var found = new Dictionary<(Guid, string), SpendContext>();
        if (db.WritesSets)
            ReadAll(db, catalog, asked, now, found);
        else
            foreach (var (siteId, key) in asked)
            {
                using var row = db.Statements.Query(Find, [siteId, key]);
                if (row.Read())
                    found[(siteId, key)] = new(
                        Pool(row, 0),
                        new LockedPool(siteId, row.GetInt64(6), row.GetInt64(7), row.GetBoolean(16)),
                        EntitlementOf(row, catalog, now),
                        row.IsDBNull(8) ? null : new StoredResponse(row.GetString(8), row.GetString(9)))
                    {
                        Limit = SiteLimitRow.Read(row, 10),
                        AlertBelow = row.Number(15),
                    };
            }

        return found;
    }

    public static Refusal NoSite() => new(RefusalCode.NotFound, "This site does not exist.");

    /// <summary>
    /// Splits a number of credits by pool. Refuses, in this order: a suspended license, the Free plan, too few credits.
    /// </summary>
    public Draw Draw(long credits)
    {
        Entitlement.RequirePaidPlan();
        return Ledger.Draw.From(Balances, credits) ?? throw new Refusal(
                RefusalCode.InsufficientCredits,
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"This needs {credits:N0} credits; {Balances.Total:N0} are available."))
            .With("required", credits)
            .With("available", Balances.Total);
    }

    /// <summary>
    /// The stored response of a request that the rules refuse now: the catalog may have changed since. Refuses any
    /// other one as the rules do.
    /// </summary>
    public IdempotentResult<T> Replay<T>(string requestHash, RequestRules rules)
    {
        if (StoredResponse?.RequestHash != requestHash)
            rules.Enforce();
        return StoredResponse!.Again<T>(requestHash);
    }

    private static void ReadAll(
        CreditsDb db, PriceList catalog, HashSet<(Guid SiteId, string Key)> asked, DateTime now,
        Dictionary<(Guid, string), SpendContext> found)
    {
        var shared = new Dictionary<Guid, (LockedPool Pool, Entitlement Entitlement, long? AlertBelow)>();
        var domain = new Dictionary<Guid, (Guid LicenseId, LockedPool Pool)>();
        var stored = new Dictionary<(Guid, string), StoredResponse>();
        var limits = new Dictionary<Guid, SiteLimitRow?>();
        using var row = db.Statements.Query(
            FindAll, [TableRows.Json(asked.Select(one => (SqlValue[])[one.SiteId, one.Key]))]);
        while (row.Read())
            shared[row.GetGuid(0)] = (Pool(row, 0), EntitlementOf(row, catalog, now), row.Number(6));
        row.NextResult();
        while (row.Read())
            domain[row.GetGuid(0)] = (
                row.GetGuid(1),
                new LockedPool(row.GetGuid(0), row.GetInt64(2), row.GetInt64(3), row.GetBoolean(4)));
        row.NextResult();
        while (row.Read())
            stored[(row.GetGuid(0), row.GetString(1))] = new StoredResponse(row.GetString(2), row.GetString(3));
        row.NextResult();
        while (row.Read())
            limits[row.GetGuid(0)] = SiteLimitRow.Read(row, 1);

        foreach (var one in asked)
            if (domain.TryGetValue(one.SiteId, out var own))
                found[one] = new(
                    shared[own.LicenseId].Pool, own.Pool, shared[own.LicenseId].Entitlement,
                    stored.GetValueOrDefault(one))
                {
                    Limit = limits.GetValueOrDefault(one.SiteId),
                    AlertBelow = shared[own.LicenseId].AlertBelow,
                };
    }

    private static LockedPool Pool(DbDataReader row, int column) =>
        new(row.GetGuid(column), row.GetInt64(column + 1), row.GetInt64(column + 2));

    private static Entitlement EntitlementOf(DbDataReader row, PriceList catalog, DateTime now) =>
        Entitlement.Of(catalog, row.GetString(3), row.Word<LicenseStatus>(4), row.Utc(5), now);
}
