using System.Text.Json;

namespace SeoRankGenius.Credits.Webhooks;

/// <summary>
/// Queues the events of a license for its endpoints, in the transaction of their cause. Prepared statements, so that
/// any change may call it; a license without endpoints costs one lookup.
/// </summary>
public static class WebhookEvents
{
    public const string BalanceLow = "balance.low", PurchaseFulfilled = "purchase.fulfilled",
        PlanChanged = "plan.changed", SiteRemoved = "site.removed", Test = "test";

    private const string Endpoints =
        """
        SELECT e."Id" FROM "WebhookEndpoints" e
        WHERE e."LicenseId" = @p0 AND e."DisabledAt" IS NULL
            AND NOT EXISTS (SELECT 1 FROM "WebhookDeliveries" d WHERE d."EndpointId" = e."Id" AND d."Key" = @p1)
        """;

    private const string Domain = """SELECT "Domain" FROM "Sites" WHERE "Id" = @p0""";

    private static readonly TableRows Rows = new(
        "WebhookDeliveries", "Id", "EndpointId", "Key", "Type", "Payload", "CreatedAt", "DueAt", "Attempts");

    /// <summary>Queues an event for every endpoint of the license. Repeatable with the same key.</summary>
    /// <param name="db">In the transaction of the cause.</param>
    /// <param name="licenseId">The license.</param>
    /// <param name="happened">One of the names above, and what identifies the event: at most 255 characters.</param>
    /// <param name="now">UTC.</param>
    /// <param name="data">Its facts, asked for only if there is an endpoint.</param>
    internal static void Queue(
        CreditsDb db, Guid licenseId, (string Type, string Key) happened, DateTime now, Func<object> data)
    {
        var endpoints = new List<Guid>();
        using (var row = db.Statements.Query(Endpoints, [licenseId, happened.Key]))
            while (row.Read())
                endpoints.Add(row.GetGuid(0));
        if (endpoints.Count == 0)
            return;
        var payload = PayloadOf(licenseId, happened.Type, now, data());
        db.Statements.Insert(Rows, endpoints.ConvertAll(id => (SqlValue[])
            [Guid.CreateVersion7(now), id, happened.Key, happened.Type, payload, now, now, 0L]));
    }

    /// <summary>Queues <see cref="PlanChanged"/> if plan or status differ from those before.</summary>
    internal static void QueuePlan(
        CreditsDb db, License license, (string Plan, LicenseStatus Status) before, DateTime now)
    {
        if ((license.Plan, license.Status) != before)
            Queue(
                db, license.Id, (PlanChanged, $"{PlanChanged}:{license.Plan}:{license.Status}:{now.Ticks}"), now,
                () => new
                {
                    license.Plan, Status = Word(license.Status), PreviousPlan = before.Plan,
                    PreviousStatus = Word(before.Status),
                });
    }

    /// <summary>Queues <see cref="SiteRemoved"/>.</summary>
    internal static void QueueRemoval(CreditsDb db, Site site, DateTime now) => Queue(
        db, site.LicenseId, (SiteRemoved, $"{SiteRemoved}:{site.Id:N}:{now.Ticks}"), now,
        () => new { SiteId = site.Id, Site = site.Domain });

    /// <summary>Queues <see cref="BalanceLow"/>. Whole credits.</summary>
    internal static void QueueLowBalance(
        CreditsDb db, Guid licenseId, Guid siteId, (long Threshold, long Balance) credits, DateTime now) => Queue(
        db, licenseId, (BalanceLow, $"{BalanceLow}:{siteId:N}:{now.Ticks}"), now,
        () => new { SiteId = siteId, Site = DomainOf(db, siteId), credits.Threshold, credits.Balance });

    internal static string DomainOf(CreditsDb db, Guid siteId)
    {
        using var row = db.Statements.Query(Domain, [siteId]);
        return row.Read() ? row.GetString(0) : "";
    }

    internal static string PayloadOf(Guid licenseId, string type, DateTime now, object data) =>
        JsonSerializer.Serialize(
            new
            {
                Id = $"evt_{Guid.CreateVersion7(now):N}", Type = type, CreatedAt = now.ToWholeSecond(),
                LicenseId = licenseId, Data = data,
            },
            JsonSerializerOptions.Web);

    // As the API spells it.
    private static string Word(LicenseStatus status) => JsonNamingPolicy.SnakeCaseLower.ConvertName($"{status}");
}
