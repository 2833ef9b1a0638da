using System.Data.Common;

namespace SeoRankGenius.Credits.Usage;

/// <summary>
/// The state for a spend: a site with both pools locked, its entitlement, and the stored response of the idempotency
/// key. Read in one statement.
/// </summary>
internal sealed class SpendContext
{
    // Joins from the Domain pool to the Shared pool, so they are locked in that order.
    private const string Find =
        """
        SELECT d."Balance", d."Sequence", s."Id", s."Balance", s."Sequence",
               l."Plan", l."Status", l."TrialEndsAt", a."RequestHash", a."Body"
        FROM "Pools" d /*lock*/
        JOIN "Pools" s /*lock*/ ON s."Id" = d."LicenseId"
        JOIN "Licenses" l ON l."Id" = d."LicenseId"
        LEFT JOIN "IdempotencyRecords" a ON a."SiteId" = d."Id" AND a."Key" = @p1
        WHERE d."Id" = @p0
        """;

    private SpendContext(Guid siteId, DbDataReader row, PriceList catalog, DateTime now)
    {
        Domain = new LockedPool(siteId, row.GetInt64(0), row.GetInt64(1));
        Shared = new LockedPool(row.GetGuid(2), row.GetInt64(3), row.GetInt64(4));
        Entitlement = Entitlement.Of(
            catalog,
            row.GetString(5),
            row.Word<LicenseStatus>(6),
            row.Utc(7),
            now);
        StoredResponse = row.IsDBNull(8) ? null : new StoredResponse(row.GetString(8), row.GetString(9));
    }

    public LockedPool Domain { get; }
    public LockedPool Shared { get; }

    public Entitlement Entitlement { get; }

    /// <summary>The stored response of the key; null for a new key.</summary>
    public StoredResponse? StoredResponse { get; }

    public Guid SiteId => Domain.Id;
    public Guid LicenseId => Shared.Id;

    public Balances Balances => new(Shared.Balance, Domain.Balance);

    /// <summary>Locks the site's pools, Domain before Shared. Refuses a site that does not exist.</summary>
    public static SpendContext Lock(CreditsDb db, PriceList catalog, Guid siteId, string key, DateTime now)
    {
        using var row = db.Statements.Query(Find, [siteId, key]);
        return row.Read()
            ? new SpendContext(siteId, row, catalog, now)
            : throw new Refusal(RefusalCode.NotFound, "This site does not exist.");
    }

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
}
