using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;

namespace SeoRankGenius.Credits.Licensing;

/// <summary>The site that a token identifies.</summary>
public sealed record TokenSite(Guid SiteId, string Domain, bool IsTest);

/// <summary>Finds a site by its token.</summary>
public sealed class SiteTokens(Reader reader, Writer writer, TimeProvider time)
{
    /// <summary>The minimum interval between two writes of the time of last use.</summary>
    public static readonly TimeSpan UseGrain = TimeSpan.FromMinutes(5);

    private const string Find =
        """SELECT "Id", "Domain", "TokenHash", "TokenUsedAt", "IsTest" FROM "Sites" WHERE "TokenHash" = @p0""";

    private readonly ConcurrentDictionary<Guid, DateTime> _noted = [];

    // Hashes of tokens that were valid. Rate limits only: a replaced token stays in it.
    private readonly ConcurrentDictionary<string, bool> _known = [];

    /// <summary>Whether this instance found the token's site before. Reads no database.</summary>
    public bool IsKnown(string token) => Site.IsToken(token) && _known.ContainsKey(Secret.Hash(token));

    /// <summary>
    /// The site of a token; null if the token never existed or was replaced. Always queries the database, so a rotated
    /// token is invalid everywhere at once.
    /// </summary>
    public async Task<TokenSite?> FindAsync(string token)
    {
        if (!Site.IsToken(token))
            return null;

        var hash = Secret.Hash(token);
        var found = await reader.RunAsync(db => ReadAsync(db, hash));
        if (found is not { } row)
            return null;

        _known.TryAdd(hash, true);
        Note(row.Site.SiteId, row.UsedAt);
        return row.Site;
    }

    private static async Task<(TokenSite Site, DateTime? UsedAt)?> ReadAsync(CreditsDb db, string hash)
    {
        await using var row = await db.Statements.QueryAsync(Find, [hash]);
        // The index compares hashes, which reveal nothing about the token. The second comparison is constant-time.
        if (!await row.ReadAsync() || !CryptographicOperations.FixedTimeEquals(
                Encoding.ASCII.GetBytes(row.GetString(2)), Encoding.ASCII.GetBytes(hash)))
            return null;
        return (new TokenSite(row.GetGuid(0), row.GetString(1), row.GetBoolean(4)), row.Utc(3));
    }

    /// <summary>Not awaited; if it fails, the next call writes the time.</summary>
    private void Note(Guid siteId, DateTime? usedAt)
    {
        var now = time.GetUtcNow().UtcDateTime;
        var known = _noted.GetValueOrDefault(siteId, usedAt ?? DateTime.MinValue);
        if (now - known < UseGrain || !_noted.TryAdd(siteId, now) && !_noted.TryUpdate(siteId, now, known))
            return;
        _ = writer.RunAsync(db => db.Sites.Where(site => site.Id == siteId)
                .ExecuteUpdateAsync(update => update.SetProperty(site => site.TokenUsedAt, now)))
            .ContinueWith(
                task => _ = task.Exception, CancellationToken.None, TaskContinuationOptions.OnlyOnFaulted,
                TaskScheduler.Default);
    }
}
