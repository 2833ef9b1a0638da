using SeoRankGenius.Credits.Data;

namespace SeoRankGenius.Credits.Billing.Events;

/// <summary>What became of a payment event.</summary>
internal sealed record EventResult(EventOutcome Outcome, Guid? PurchaseId = null, string? Reason = null)
{
    /// <summary>The license whose subscription it was about; null where it was about none of ours.</summary>
    public Guid? LicenseId { get; init; }

    public static EventResult Flag(Guid? purchaseId, string reason) => new(EventOutcome.Flagged, purchaseId, reason);
}

/// <summary>A payment event's row, read and written by prepared statements in the caller's transaction.</summary>
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

    private const string Change =
        """
        UPDATE "StoredEvents" SET "Outcome" = @p1, "PurchaseId" = @p2, "Reason" = @p3, "LicenseId" = @p4
        WHERE "Id" = @p0
        """;

    /// <summary>What became of an event when it was stored; null for one that was not.</summary>
    public static EventResult? Find(CreditsDb db, string id)
    {
        using var row = db.Statements.Query(Select, [id]);
        return row.Read()
            ? new EventResult(row.Word<EventOutcome>(0), row.Id(1), row.Text(2)) { LicenseId = row.Id(3) }
            : null;
    }

    /// <summary>Writes what became of a stored event when it was applied once more.</summary>
    public static void Update(CreditsDb db, string id, EventResult settled) =>
        db.Statements.Execute(Change, [
            id, settled.Outcome.ToString(), settled.PurchaseId, settled.Reason, settled.LicenseId,
        ]);

    /// <summary>Stores an event. One that is there is a duplicate, and undoes the effect.</summary>
    public static void Insert(CreditsDb db, StripeEvent received, EventResult settled, DateTime now) =>
        db.Statements.Execute(
            InsertInto,
            [
                received.Id, received.Type, received.ApiVersion, received.ObjectId, settled.PurchaseId,
                settled.Outcome.ToString(), settled.Reason, received.CreatedAt, now, received.Payload,
                settled.LicenseId,
            ]);
}
