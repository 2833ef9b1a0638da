using System.Linq.Expressions;

namespace SeoRankGenius.Credits.Billing.Events;

public enum EventOutcome
{
    /// <summary>A type without effect, or an object that is not ours.</summary>
    Ignored,

    /// <summary>Everything it says was known already.</summary>
    NothingToDo,

    /// <summary>The purchase or the subscription changed; no credits moved.</summary>
    Noted,

    /// <summary>The purchase was credited, or credits included in a plan were granted.</summary>
    Credited,

    /// <summary>Money was refunded or withdrawn, and credits were taken back.</summary>
    TakenBack,

    /// <summary>Money was returned to us, and credits were reinstated.</summary>
    GivenBack,

    /// <summary>It does not match what was sold: nothing was changed, and an operator must look at it.</summary>
    Flagged,
}

/// <summary>A Stripe event, stored with its effect in one transaction.</summary>
public sealed class StoredEvent
{
    private StoredEvent()
    {
    }

    /// <summary>Stripe's <c>evt_…</c>. Unique, so that an event takes effect once.</summary>
    public string Id { get; private set; } = "";

    public string Type { get; private set; } = "";

    /// <summary>The API version of the payload; null when it carries none.</summary>
    public string? ApiVersion { get; private set; }

    /// <summary>The id of the event's object.</summary>
    public string? ObjectId { get; private set; }

    public Guid? PurchaseId { get; private set; }

    /// <summary>The license whose subscription it is about; null where it is about none of ours.</summary>
    public Guid? LicenseId { get; private set; }

    public EventOutcome Outcome { get; private set; }

    /// <summary>Why it was flagged, as a sentence for an operator; null otherwise.</summary>
    public string? Reason { get; private set; }

    /// <summary>When an operator resolved a flagged event. UTC; null until then.</summary>
    public DateTime? ResolvedAt { get; private set; }

    /// <summary>Who resolved it, as the ledger names actors.</summary>
    public string? ResolvedBy { get; private set; }

    /// <summary>Why it needs no attention any more, as the operator's sentence.</summary>
    public string? Resolution { get; private set; }

    /// <summary>When Stripe created it. UTC.</summary>
    public DateTime CreatedAt { get; private set; }

    /// <summary>UTC.</summary>
    public DateTime ReceivedAt { get; private set; }

    /// <summary>The body as it was signed.</summary>
    public string Payload { get; private set; } = "";

    /// <summary>When personal data was removed from the payload. UTC; null before.</summary>
    public DateTime? ReducedAt { get; private set; }

    internal void Reduce(string payload, DateTime now) => (Payload, ReducedAt) = (payload, now);

    /// <summary>The flagged events that no operator has resolved.</summary>
    internal static Expression<Func<StoredEvent, bool>> NeedsAttention =>
        stored => stored.Outcome == EventOutcome.Flagged && stored.ResolvedAt == null;

    internal void Resolve(string by, string resolution, DateTime now) =>
        (ResolvedAt, ResolvedBy, Resolution) = (now, by, resolution);
}

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
        UPDATE "StoredEvents" SET "Outcome" = @p1, "PurchaseId" = @p2, "Reason" = @p3, "LicenseId" = @p4,
               "ResolvedAt" = NULL, "ResolvedBy" = NULL, "Resolution" = NULL
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

    /// <summary>Replaces the result of a stored event after it was applied again; it is then unresolved.</summary>
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
