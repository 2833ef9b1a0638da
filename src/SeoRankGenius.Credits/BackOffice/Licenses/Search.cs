// EF translates string.Compare, and the column's collation decides.
#pragma warning disable CA1309


namespace SeoRankGenius.Credits.BackOffice.Licenses;

/// <summary>The kind of a search result.</summary>
public enum SearchResultKind
{
    Site,
    License,
    Owner,
    Purchase,
    Event,
}

/// <summary>A search result.</summary>
/// <param name="Kind">The kind.</param>
/// <param name="Key">The key of its page: our id, or Stripe's id of an event.</param>
/// <param name="Name">The full matched value.</param>
/// <param name="About">Details that distinguish it from others.</param>
/// <param name="IsExact">True when the whole value matches; false for its beginning only.</param>
public sealed record SearchResult(SearchResultKind Kind, string Key, string Name, string About, bool IsExact);

/// <summary>
/// Finds by domain, license key, owner's e-mail address, Stripe's ids and our ids. Each query uses an index, for the
/// whole text and as a prefix. Reads only.
/// </summary>
public sealed class Search(Reader reader)
{
    /// <summary>Longer texts match nothing.</summary>
    public const int Longest = 256;

    // Per kind, besides exact results.
    private const int Most = 10;

    // Greek sorts after all characters of ids, domains and addresses, in binary and in linguistic order.
    private const string End = "Ω";

    /// <summary>Exact results first; at most ten prefix matches of each kind.</summary>
    public async Task<IReadOnlyList<SearchResult>> FindAsync(string text, CancellationToken cancellation)
    {
        text = text.Trim();
        if (text.Length is 0 or > Longest)
            return [];
        var hits = await reader.RunAsync(async db => (IReadOnlyList<SearchResult>)
        [
            .. await LicensesByKeyAsync(db, text, cancellation),
            .. await SitesAsync(db, text, cancellation),
            .. await OwnersAsync(db, text, cancellation),
            .. await ByIdAsync(db, text, cancellation),
            .. await ByStripesIdAsync(db, text, cancellation),
            .. await ByBillingAsync(db, text, cancellation),
        ]);
        return [.. hits.OrderByDescending(hit => hit.IsExact).ThenBy(hit => hit.Kind)];
    }

    // Keys are stored as hashes, so only a whole key matches. Upper case is tried too.
    private static async Task<IEnumerable<SearchResult>> LicensesByKeyAsync(
        CreditsDb db, string text, CancellationToken cancellation)
    {
        var hashes = new[] { Secret.Hash(text), Secret.Hash(text.ToUpperInvariant()) };
        var found = await (
            from license in db.Licenses
            join owner in db.Users on license.OwnerId equals owner.Id
            where hashes.Contains(license.KeyHash)
            select new { license.Id, license.KeyHint, owner.Email }).ToListAsync(cancellation);
        return found.Select(
            row =>
                new SearchResult(SearchResultKind.License, $"{row.Id}", $"…{row.KeyHint}", row.Email!, IsExact: true));
    }

    private static async Task<IEnumerable<SearchResult>> SitesAsync(
        CreditsDb db, string text, CancellationToken cancellation)
    {
        var domain = Domain(text);
        var end = domain + End;
        var found = await (
            from site in db.Sites
            where string.Compare(site.Domain, domain) >= 0 && string.Compare(site.Domain, end) < 0
            orderby site.Domain, site.RemovedAt
            select new { site.LicenseId, site.Domain, site.RemovedAt }).Take(Most).ToListAsync(cancellation);
        return found.Select(row => new SearchResult(
            SearchResultKind.Site, $"{row.LicenseId}", row.Domain, row.RemovedAt is null ? "connected" : "removed",
            row.Domain == domain));
    }

    private static async Task<IEnumerable<SearchResult>> OwnersAsync(
        CreditsDb db, string text, CancellationToken cancellation)
    {
        var email = text.ToUpperInvariant();
        var end = email + End;
        var found = await (
            from owner in db.Users
                .Where(row => string.Compare(row.NormalizedEmail, email) >= 0
                    && string.Compare(row.NormalizedEmail, end) < 0)
                .OrderBy(row => row.NormalizedEmail).Take(Most)
            join license in db.Licenses on owner.Id equals license.OwnerId
            orderby owner.NormalizedEmail, license.CreatedAt
            select new { license.Id, owner.Email, owner.NormalizedEmail, license.KeyHint, license.Plan })
            .Take(Most).ToListAsync(cancellation);
        return found.Select(row => new SearchResult(
            SearchResultKind.Owner, $"{row.Id}", row.Email!, $"license …{row.KeyHint}, {row.Plan}",
            row.NormalizedEmail == email));
    }

    private static async Task<IEnumerable<SearchResult>> ByIdAsync(
        CreditsDb db, string text, CancellationToken cancellation)
    {
        if (!Guid.TryParse(text, out var id))
            return [];
        var purchases = await db.Purchases.Where(row => row.Id == id).ToListAsync(cancellation);
        var licenses = await db.Licenses.Where(row => row.Id == id).ToListAsync(cancellation);
        var sites = await db.Sites.Where(row => row.Id == id).ToListAsync(cancellation);
        return
        [
            .. purchases.Select(
                row => new SearchResult(SearchResultKind.Purchase, $"{id}", $"{id}", $"{row.Status}", IsExact: true)),
            .. licenses.Select(
                row => new SearchResult(SearchResultKind.License, $"{id}", $"…{row.KeyHint}", row.Plan, IsExact: true)),
            .. sites.Select(
                row => new SearchResult(SearchResultKind.Site, $"{row.LicenseId}", row.Domain, $"{id}", IsExact: true)),
        ];
    }

    private static async Task<IEnumerable<SearchResult>> ByStripesIdAsync(
        CreditsDb db, string text, CancellationToken cancellation)
    {
        var end = text + End;
        if (text.StartsWith("evt_", StringComparison.Ordinal))
            return (await db.StoredEvents
                .Where(row => string.Compare(row.Id, text) >= 0 && string.Compare(row.Id, end) < 0)
                .OrderBy(row => row.Id).Select(row => new { row.Id, row.Type, row.Outcome })
                .Take(Most).ToListAsync(cancellation))
                .Select(
                    row =>
                        new SearchResult(
                            SearchResultKind.Event, row.Id, row.Id, $"{row.Type}, {row.Outcome}", row.Id == text));

        var purchases = text.StartsWith("cs_", StringComparison.Ordinal)
            ? db.Purchases
                .Where(row => string.Compare(row.StripeSessionId, text) >= 0
                    && string.Compare(row.StripeSessionId, end) < 0)
                .OrderBy(row => row.StripeSessionId)
                .Select(row => new { row.Id, Found = row.StripeSessionId!, row.Status })
            : text.StartsWith("pi_", StringComparison.Ordinal)
                ? db.Purchases
                    .Where(row => string.Compare(row.StripePaymentIntentId, text) >= 0
                        && string.Compare(row.StripePaymentIntentId, end) < 0)
                    .OrderBy(row => row.StripePaymentIntentId)
                    .Select(row => new { row.Id, Found = row.StripePaymentIntentId!, row.Status })
                : null;
        return purchases is null
            ? []
            : (await purchases.Take(Most).ToListAsync(cancellation)).Select(row => new SearchResult(
                SearchResultKind.Purchase, $"{row.Id}", row.Found, $"{row.Status}", row.Found == text));
    }

    // Whole subscription and customer ids only; they lead to the license.
    private static async Task<IEnumerable<SearchResult>> ByBillingAsync(
        CreditsDb db, string text, CancellationToken cancellation)
    {
        var licenses = text.StartsWith("sub_", StringComparison.Ordinal)
            ? from subscription in db.Subscriptions
              join license in db.Licenses on subscription.LicenseId equals license.Id
              where subscription.Id == text
              select license
            : text.StartsWith("cus_", StringComparison.Ordinal)
                ? db.Licenses.Where(license => license.StripeCustomerId == text)
                : null;
        return licenses is null
            ? []
            : (await licenses.ToListAsync(cancellation)).Select(row => new SearchResult(
                SearchResultKind.License, $"{row.Id}", $"…{row.KeyHint}", row.Plan, IsExact: true));
    }

    // Accepts a domain with a scheme or a path, or an incomplete one.
    private static string Domain(string text)
    {
        try
        {
            return DomainName.Normalize(text);
        }
        catch (Refusal)
        {
            return text.ToLowerInvariant();
        }
    }
}
