using System.Text.Json;

namespace SeoRankGenius.Credits.Usage;

/// <summary>A response, and whether it is a replay.</summary>
public sealed record IdempotentResult<T>(T Value, bool IsReplay);

/// <summary>The stored response of an idempotency key.</summary>
internal sealed record StoredResponse(string RequestHash, string Body)
{
    /// <summary>
    /// Replays the stored response. Refuses a key that was used for another request with
    /// <see cref="RefusalCode.IdempotencyKeyReused"/>.
    /// </summary>
    public IdempotentResult<T> Again<T>(string requestHash) => RequestHash == requestHash
        ? new(JsonSerializer.Deserialize<T>(Body)!, IsReplay: true)
        : throw new Refusal(RefusalCode.IdempotencyKeyReused, "This idempotency key was used for another request.");
}

/// <summary>Stores responses by a site's idempotency keys, inside the caller's transaction.</summary>
internal static class IdempotencyStore
{
    private const string Insert =
        """
        INSERT INTO "IdempotencyRecords" ("SiteId", "Key", "RequestHash", "Body", "At")
        VALUES (@p0, @p1, @p2, @p3, @p4)
        """;

    /// <summary>Stores a response without limit. An existing key is a duplicate and rolls back the effect.</summary>
    public static IdempotentResult<T> Remember<T>(
        CreditsDb db, Guid siteId, string key, string requestHash, T answer, DateTime now)
    {
        db.Statements.Execute(Insert, [siteId, key, requestHash, JsonSerializer.Serialize(answer), now]);
        return new(answer, IsReplay: false);
    }
}
