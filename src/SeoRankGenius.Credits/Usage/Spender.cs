using System.Globalization;
using SeoRankGenius.Credits.Catalog;
using SeoRankGenius.Credits.Data;
using SeoRankGenius.Credits.Ledger;
using SeoRankGenius.Credits.Licensing;

namespace SeoRankGenius.Credits.Usage;

/// <summary>Whose credits are spent: a site, its license, and both pools locked.</summary>
internal sealed record Spender(Guid SiteId, Guid LicenseId, Balances Balances)
{
    private const string FindLicense =
        """
        SELECT l."Id", l."Plan", l."Status", l."TrialEndsAt"
        FROM "Sites" s JOIN "Licenses" l ON l."Id" = s."LicenseId" WHERE s."Id" = @p0
        """;

    /// <summary>
    /// Finds the site, requires a paid plan, locks the pools. Refuses, in this order: a site that does not exist, a
    /// suspended license, the Free plan.
    /// </summary>
    public static Spender Lock(CreditsDb db, PriceList catalog, Guid siteId, DateTime now)
    {
        var licenseId = RequirePaidPlan(db, catalog, siteId, now);
        return new Spender(siteId, licenseId, CreditLedger.Lock(db, siteId, licenseId));
    }

    /// <summary>
    /// What so many credits take from each pool. Refuses with <see cref="RefusalCode.InsufficientCredits"/>.
    /// </summary>
    public Draw Draw(long credits) => Ledger.Draw.From(Balances, credits) ?? throw new Refusal(
            RefusalCode.InsufficientCredits,
            string.Create(
                CultureInfo.InvariantCulture, $"This needs {credits:N0} credits; {Balances.Total:N0} are available."))
        .With("required", credits)
        .With("available", Balances.Total);

    private static Guid RequirePaidPlan(CreditsDb db, PriceList catalog, Guid siteId, DateTime now)
    {
        using var row = db.Statements.Query(FindLicense, [siteId]);
        if (!row.Read())
            throw new Refusal(RefusalCode.NotFound, "This site does not exist.");
        Standing.Of(
            catalog,
            row.GetString(1),
            Enum.Parse<LicenseStatus>(row.GetString(2)),
            row.IsDBNull(3) ? null : DateTime.SpecifyKind(row.GetDateTime(3), DateTimeKind.Utc),
            now).RequirePaidPlan();
        return row.GetGuid(0);
    }
}
