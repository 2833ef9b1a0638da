namespace SeoRankGenius.Credits.Licensing;

/// <summary>A site's entitlement and both balances.</summary>
public sealed record SiteAccount(Entitlement Entitlement, Balances Balances)
{
    /// <summary>
    /// The balances that the site can spend. Zero on the Free plan and while suspended, where they are
    /// <see cref="Kept"/>.
    /// </summary>
    public Balances Available => Entitlement.CanSpend ? Balances : default;

    /// <summary>The balances kept for later; null where all are available.</summary>
    public Balances? Kept => Entitlement.CanSpend ? null : Balances;
}

/// <summary>Reads a site's account for its plugin.</summary>
public sealed class SiteAccounts(Reader reader, PriceList catalog, TimeProvider time)
{
    private const string Find =
        """
        SELECT l."Plan", l."Status", l."TrialEndsAt",
               CASE WHEN own."IsTest" = 1 THEN 0 ELSE shared."Balance" END, own."Balance"
        FROM "Sites" s
        JOIN "Licenses" l ON l."Id" = s."LicenseId"
        JOIN "Pools" shared ON shared."Id" = s."LicenseId"
        JOIN "Pools" own ON own."Id" = s."Id"
        WHERE s."Id" = @p0
        """;

    /// <summary>Runs one query. Refuses a site that does not exist with <see cref="RefusalCode.NotFound"/>.</summary>
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
