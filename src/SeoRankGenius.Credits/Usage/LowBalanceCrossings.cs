using SeoRankGenius.Credits.Webhooks;

namespace SeoRankGenius.Credits.Usage;

/// <summary>
/// Records that a site's Total Available fell below the threshold of its alert, in the transaction of the spend or hold
/// that let it. A spend of Shared Credits may let any site of the license fall.
/// </summary>
internal static class LowBalanceCrossings
{
    private const string Armed =
        """
         AND "IsArmed" = 1
            AND "Below" > (SELECT SUM(p."Balance") FROM "Pools" p
                WHERE p."Id" IN ("LowBalanceAlerts"."SiteId", "LowBalanceAlerts"."LicenseId"))
            AND EXISTS (SELECT 1 FROM "Sites" s
                WHERE s."Id" = "LowBalanceAlerts"."SiteId" AND s."RemovedAt" IS NULL)
        """;

    private const string FallOfOne =
        """
        UPDATE "LowBalanceAlerts" SET "IsArmed" = 0, "CrossedAt" = @p0, "IsHidden" = 0, "IsMailDue" = "WantsMail"
        WHERE "LicenseId" = @p1
        """ + Armed;

    // SQL Server only.
    private const string FallOfAll =
        """
        UPDATE "LowBalanceAlerts" SET "IsArmed" = 0, "CrossedAt" = @p0, "IsHidden" = 0, "IsMailDue" = "WantsMail"
        WHERE "LicenseId" IN (SELECT j."Id" FROM OPENJSON(@p1) WITH ("Id" uniqueidentifier '$[0]') j)
        """ + Armed;

    private const string Fallen =
        """
        SELECT a."SiteId", a."Below", (SELECT SUM(p."Balance") FROM "Pools" p
            WHERE p."Id" IN (a."SiteId", a."LicenseId"))
        FROM "LowBalanceAlerts" a WHERE a."LicenseId" = @p0 AND a."IsArmed" = 0 AND a."CrossedAt" = @p1
        """;

    /// <summary>
    /// Whether a site of the license may have fallen below its threshold. False for almost every spend, which then
    /// costs no statement.
    /// </summary>
    /// <param name="before">The spending site, as it was locked.</param>
    /// <param name="after">Its balances after the spend.</param>
    public static bool MayFollow(SpendContext before, Balances after) =>
        before is { AlertBelow: { } below, Domain.IsTest: false }
        && ((after.Shared < below && after.Shared < before.Shared.Balance)
            || (after.Total < below && after.Domain < before.Domain.Balance));

    /// <summary>
    /// Records the crossings of the sites of these sites' licenses, and queues their webhooks. Repeatable.
    /// </summary>
    public static void Record(CreditsDb db, IEnumerable<SpendContext> sites, DateTime now)
    {
        var licenseIds = sites.Select(site => site.LicenseId).Distinct().ToList();
        var fallen = db.WritesSets && licenseIds.Count > 1
            ? db.Statements.Execute(FallOfAll, [now, TableRows.Json(licenseIds.Select(id => (SqlValue[])[id]))])
            : licenseIds.Sum(licenseId => db.Statements.Execute(FallOfOne, [now, licenseId]));
        if (fallen > 0)
            licenseIds.ForEach(licenseId => QueueWebhooks(db, licenseId, now));
    }

    private static void QueueWebhooks(CreditsDb db, Guid licenseId, DateTime now)
    {
        var fallen = new List<(Guid SiteId, long Threshold, long Balance)>();
        using (var row = db.Statements.Query(Fallen, [licenseId, now]))
            while (row.Read())
                fallen.Add((row.GetGuid(0), row.GetInt64(1), row.GetInt64(2)));
        foreach (var (siteId, threshold, balance) in fallen)
            WebhookEvents.QueueLowBalance(db, licenseId, siteId, (threshold, balance), now);
    }
}
