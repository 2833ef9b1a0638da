using System.Text.Json;

namespace SeoRankGenius.Credits.Usage;

/// <summary>A response, and whether it is a replay.</summary>
public sealed record IdempotentResult<T>(T Value, bool IsReplay);

/// <summary>The stored response of an idempotency key.</summary>
internal sealed record StoredResponse(string RequestHash, string Body)
{
    // Responses are kept without limit, and names would be most of them. Sums are computed again.
    private static readonly JsonSerializerOptions Short = new()
    {
        IgnoreReadOnlyProperties = true, PropertyNamingPolicy = new ShortNames(),
    };

    public static StoredResponse Of<T>(string requestHash, T answer) =>
        new(requestHash, JsonSerializer.Serialize(answer, Short));

    /// <summary>
    /// Replays the stored response. Refuses a key that was used for another request with
    /// <see cref="RefusalCode.IdempotencyKeyReused"/>.
    /// </summary>
    public IdempotentResult<T> Again<T>(string requestHash) => RequestHash == requestHash
        ? new(JsonSerializer.Deserialize<T>(Body, Short)!, IsReplay: true)
        : throw new Refusal(RefusalCode.IdempotencyKeyReused, "This idempotency key was used for another request.");
}

/// <summary>One letter for each frequent name. A letter must not change: stored responses have it.</summary>
internal sealed class ShortNames : JsonNamingPolicy
{
    public override string ConvertName(string name) => name switch
    {
        "TransactionId" => "t",
        "HoldId" => "h",
        "Charged" => "c",
        "Taken" => "k",
        "Balances" => "b",
        "Domain" => "d",
        "Shared" => "s",
        "ExpiresAt" => "e",
        _ => name,
    };
}

/// <summary>Stores responses by a site's idempotency keys, inside the caller's transaction.</summary>
internal static class IdempotencyStore
{
    private static readonly TableRows Rows =
        new("IdempotencyRecords", "SiteId", "Key", "RequestHash", "Body", "At");

    /// <summary>Stores a response without limit. An existing key is a duplicate and rolls back the effect.</summary>
    public static IdempotentResult<T> Remember<T>(
        CreditsDb db, Guid siteId, string key, string requestHash, T answer, DateTime now)
    {
        Write(db, [Row(siteId, key, StoredResponse.Of(requestHash, answer), now)]);
        return new(answer, IsReplay: false);
    }

    public static SqlValue[] Row(Guid siteId, string key, StoredResponse stored, DateTime now) =>
        [siteId, key, stored.RequestHash, stored.Body, now];

    public static void Write(CreditsDb db, IReadOnlyList<SqlValue[]> rows) => db.Statements.Insert(Rows, rows);
}
