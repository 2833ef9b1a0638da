using SeoRankGenius.Credits.Catalog;
using SeoRankGenius.Credits.Data;
using SeoRankGenius.Credits.Ledger;

namespace SeoRankGenius.Credits.Licensing;

/// <summary>What a site has: how its license stands, and both balances.</summary>
public sealed record SiteAccount(Entitlement Entitlement, Balances Balances)
{
    /// <summary>
    /// What the site can see and spend. On the Free plan nothing: its balances are <see cref="Kept"/>.
    /// </summary>
    public Balances Available => Entitlement.IsFree ? default : Balances;

    /// <summary>What waits for the next paid plan; null on a paid plan, where all is available.</summary>
    public Balances? Kept => Entitlement.IsFree ? Balances : null;

    /// <summary>
    /// Refuses what only a paid plan may do: <see cref="RefusalCode.LicenseSuspended"/>, then
    /// <see cref="RefusalCode.PlanRequired"/>.
    /// </summary>
    public void RequirePaidPlan() => Entitlement.RequirePaidPlan();
}

/// <summary>Reads what a site has, for its plugin.</summary>
public sealed class SiteAccounts(Reader reader, PriceList catalog, TimeProvider time)
{
    private const string Find =
        """
        SELECT l."Plan", l."Status", l."TrialEndsAt", shared."Balance", own."Balance"
        FROM "Sites" s
        JOIN "Licenses" l ON l."Id" = s."LicenseId"
        JOIN "Pools" shared ON shared."Id" = s."LicenseId"
        JOIN "Pools" own ON own."Id" = s."Id"
        WHERE s."Id" = @p0
        """;

    /// <summary>One query. Refuses a site that does not exist with <see cref="RefusalCode.NotFound"/>.</summary>
    public Task<SiteAccount> ReadAsync(Guid siteId) => reader.RunAsync(db => ReadAsync(db, siteId));

    private async Task<SiteAccount> ReadAsync(CreditsDb db, Guid siteId)
    {
        await using var row = await db.Statements.QueryAsync(Find, [siteId]);
        if (!await row.ReadAsync())
            throw new Refusal(RefusalCode.NotFound, "This site does not exist.");
        var standing = Entitlement.Of(
            catalog, row.GetString(0), row.Word<LicenseStatus>(1), row.Utc(2), time.GetUtcNow().UtcDateTime);
        return new SiteAccount(standing, new Balances(row.GetInt64(3), row.GetInt64(4)));
    }
}
