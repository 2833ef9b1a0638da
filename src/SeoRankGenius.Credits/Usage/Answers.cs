using System.Text.Json;
using SeoRankGenius.Credits.Data;

namespace SeoRankGenius.Credits.Usage;

/// <summary>An answer, and whether it was given before.</summary>
public sealed record Answer<T>(T Value, bool IsReplay);

/// <summary>Remembers answers by a site's idempotency keys, inside the caller's transaction.</summary>
internal static class Answers
{
    private const string Find =
        """SELECT "RequestHash", "Body" FROM "RememberedAnswers" WHERE "SiteId" = @p0 AND "Key" = @p1""";

    private const string Insert =
        """
        INSERT INTO "RememberedAnswers" ("SiteId", "Key", "RequestHash", "Body", "At")
        VALUES (@p0, @p1, @p2, @p3, @p4)
        """;

    /// <summary>
    /// The answer given before; null for a new key. Refuses a key that was used for another request with
    /// <see cref="RefusalCode.IdempotencyKeyReused"/>.
    /// </summary>
    public static Answer<T>? Recall<T>(CreditsDb db, Guid siteId, string key, string requestHash)
    {
        using var row = db.Statements.Query(Find, [siteId, key]);
        if (!row.Read())
            return null;
        if (row.GetString(0) != requestHash)
            throw new Refusal(RefusalCode.IdempotencyKeyReused, "This idempotency key was used for another request.");
        return new(JsonSerializer.Deserialize<T>(row.GetString(1))!, IsReplay: true);
    }

    /// <summary>Remembers an answer for ever. A key that is there is a duplicate, and undoes the effect.</summary>
    public static Answer<T> Remember<T>(
        CreditsDb db, Guid siteId, string key, string requestHash, T answer, DateTime now)
    {
        db.Statements.Execute(Insert, [siteId, key, requestHash, JsonSerializer.Serialize(answer), now]);
        return new(answer, IsReplay: false);
    }
}
