using SeoRankGenius.Credits.Data;

namespace SeoRankGenius.Credits.Billing.Events;

/// <summary>A stored event's row, read and written by prepared statements in the caller's transaction.</summary>
internal static class EventStore
{
    private const string Select =
        """SELECT "Outcome", "PurchaseId", "Reason", "LicenseId" FROM "StoredEvents" WHERE "Id" = @p0""";

    private const string InsertInto =
        """
        INSERT INTO "StoredEvents" ("Id", "Type", "ApiVersion", "ObjectId", "PurchaseId", "Outcome", "Reason",
               "CreatedAt", "ReceivedAt", "Payload", "LicenseId")
        VALUES (@p0, @p1, @p2, @p3, @p4, @p5, @p6, @p7, @p8, @p9, @p10)
        """;

    private const string UpdateResult =
        """
        UPDATE "StoredEvents" SET "Outcome" = @p1, "PurchaseId" = @p2, "Reason" = @p3, "LicenseId" = @p4
        WHERE "Id" = @p0
        """;

    /// <summary>The result stored with an event; null for an event that is not stored.</summary>
    public static EventResult? Find(CreditsDb db, string id)
    {
        using var row = db.Statements.Query(Select, [id]);
        return row.Read()
            ? new EventResult(row.Word<EventOutcome>(0), row.Id(1), row.Text(2)) { LicenseId = row.Id(3) }
            : null;
    }

    /// <summary>Replaces the result of a stored event after it was applied again.</summary>
    public static void Update(CreditsDb db, string id, EventResult result) =>
        db.Statements.Execute(UpdateResult, [
            id, result.Outcome.ToString(), result.PurchaseId, result.Reason, result.LicenseId,
        ]);

    /// <summary>Stores an event. A duplicate id fails the transaction, and with it the event's effect.</summary>
    public static void Insert(CreditsDb db, StripeEvent stripeEvent, EventResult result, DateTime now) =>
        db.Statements.Execute(
            InsertInto,
            [
                stripeEvent.Id, stripeEvent.Type, stripeEvent.ApiVersion, stripeEvent.ObjectId, result.PurchaseId,
                result.Outcome.ToString(), result.Reason, stripeEvent.CreatedAt, now, stripeEvent.Payload,
                result.LicenseId,
            ]);
}
