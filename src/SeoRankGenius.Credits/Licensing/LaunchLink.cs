namespace SeoRankGenius.Credits.Licensing;

/// <summary>
/// A sign-in link from the plugin to the Credits tab: single use, valid for one minute, for one site.
/// </summary>
public sealed class LaunchLink
{
    private LaunchLink() { }

    /// <summary>SHA-256 of the code, in hexadecimal; the code itself is never stored.</summary>
    public string CodeHash { get; private set; } = "";

    public Guid SiteId { get; private set; }

    /// <summary>The site's token when the link was made; a new token ends the link.</summary>
    public string TokenHash { get; private set; } = "";

    /// <summary>UTC.</summary>
    public DateTime ExpiresAt { get; private set; }

    /// <summary>UTC; null until it is opened.</summary>
    public DateTime? UsedAt { get; internal set; }

    internal static LaunchLink To(Site site, string code, DateTime expiresAt) => new()
    {
        CodeHash = Secret.Hash(code), SiteId = site.Id, TokenHash = site.TokenHash, ExpiresAt = expiresAt,
    };
}

/// <summary>The user and site that a launch link signs in to.</summary>
public sealed record LaunchedSite(Guid UserId, Guid SiteId, string Domain);

/// <summary>Creates and opens launch links.</summary>
public sealed class LaunchLinks(Reader reader, Writer writer, TimeProvider time)
{
    private static readonly TimeSpan Open = TimeSpan.FromSeconds(60);

    /// <summary>Creates a code for a site, and deletes expired ones.</summary>
    /// <returns>The code, which is returned only here, and its expiry (UTC).</returns>
    public Task<(string Code, DateTime ExpiresAt)> OfferAsync(Guid siteId, CancellationToken cancellation) =>
        writer.RunAsync(
            async db =>
            {
                var now = time.GetUtcNow().UtcDateTime;
                await db.LaunchLinks.Where(link => link.ExpiresAt < now).ExecuteDeleteAsync();
                var code = Secret.New("");
                var site = await db.Sites.AsNoTracking().SingleAsync(site => site.Id == siteId);
                var link = LaunchLink.To(site, code, (now + Open).ToWholeSecond());
                db.LaunchLinks.Add(link);
                await db.SaveChangesAsync();
                return (code, link.ExpiresAt);
            },
            cancellation);

    /// <summary>The site of a code that can be opened now; null for any other code. Does not use it up.</summary>
    public async Task<string?> DomainOfAsync(string code) => !Secret.Has(code, "")
        ? null
        : await reader.RunAsync(async db => await FindAsync(db, Secret.Hash(code)) is { } link
            ? (await db.Sites.SingleOrDefaultAsync(site => site.Id == link.SiteId && site.RemovedAt == null))?.Domain
            : null);

    /// <summary>
    /// Opens a code once. Null if the code is unknown, was already opened, has expired, or its site has a new token;
    /// the result does not distinguish them.
    /// </summary>
    public async Task<LaunchedSite?> OpenAsync(string code, CancellationToken cancellation)
    {
        var hash = Secret.Hash(code);
        // Random codes are rejected before they reach the writer.
        if (!Secret.Has(code, "") || await reader.RunAsync(db => FindAsync(db, hash)) is null)
            return null;

        return await writer.RunAsync(
            async db =>
            {
                if (await FindAsync(db, hash) is not { } link)
                    return null;
                link.UsedAt = time.GetUtcNow().UtcDateTime;
                await db.SaveChangesAsync();
                return await (
                    from site in db.Sites
                    join license in db.Licenses on site.LicenseId equals license.Id
                    where site.Id == link.SiteId && site.RemovedAt == null
                    select new LaunchedSite(license.OwnerId, site.Id, site.Domain)).SingleOrDefaultAsync();
            },
            cancellation);
    }

    private Task<LaunchLink?> FindAsync(CreditsDb db, string hash)
    {
        var now = time.GetUtcNow().UtcDateTime;
        return db.LaunchLinks.SingleOrDefaultAsync(link =>
            link.CodeHash == hash && link.UsedAt == null && link.ExpiresAt > now
            && db.Sites.Any(site => site.Id == link.SiteId && site.TokenHash == link.TokenHash));
    }
}
