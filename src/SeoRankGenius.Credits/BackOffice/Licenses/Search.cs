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
            .. await SitesAsync(db, text, cancellation),
            .. await OwnersAsync(db, text, cancellation),
            .. Licenses(await LicensesOf(db, text).ToListAsync(cancellation)),
            .. Purchases(await PurchasesOf(db, text).Take(Most).ToListAsync(cancellation), text),
            .. await ByIdAsync(db, text, cancellation),
            .. await EventsAsync(db, text, cancellation),
        ]);
        return [.. hits.OrderByDescending(hit => hit.IsExact).ThenBy(hit => hit.Kind)];
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
            select site).Take(Most).ToListAsync(cancellation);
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

    // Whole keys and ids of Stripe only. Keys are stored as hashes.
    private static IQueryable<License> LicensesOf(CreditsDb db, string text)
    {
        if (text.StartsWith("sub_", StringComparison.Ordinal))
            return db.Subscriptions.Where(row => row.Id == text)
                .Join(db.Licenses, row => row.LicenseId, license => license.Id, (_, license) => license);
        // Of a plan's invoice; a purchase's payment is found as such.
        if (text.StartsWith("in_", StringComparison.Ordinal))
            return db.PlanInvoices.Where(row => row.Id == text)
                .Join(db.Licenses, row => row.LicenseId, license => license.Id, (_, license) => license);
        if (text.StartsWith("pi_", StringComparison.Ordinal))
            return db.PlanInvoices.Where(row => row.StripePaymentIntentId == text)
                .Join(db.Licenses, row => row.LicenseId, license => license.Id, (_, license) => license);
        if (text.StartsWith("cus_", StringComparison.Ordinal))
            return db.Licenses.Where(license => license.StripeCustomerId == text);
        var hash = License.HashKey(text);
        return db.Licenses.Where(license => license.KeyHash == hash);
    }

    private static IQueryable<Purchase> PurchasesOf(CreditsDb db, string text)
    {
        var end = text + End;
        if (text.StartsWith("cs_", StringComparison.Ordinal))
            return db.Purchases.OrderBy(row => row.StripeSessionId).Where(row =>
                string.Compare(row.StripeSessionId, text) >= 0 && string.Compare(row.StripeSessionId, end) < 0);
        if (text.StartsWith("pi_", StringComparison.Ordinal))
            return db.Purchases.OrderBy(row => row.StripePaymentIntentId).Where(row =>
                string.Compare(row.StripePaymentIntentId, text) >= 0
                && string.Compare(row.StripePaymentIntentId, end) < 0);
        var id = Guid.TryParse(text, out var parsed) ? parsed : Guid.Empty;
        return db.Purchases.Where(row => row.Id == id);
    }

    private static async Task<IEnumerable<SearchResult>> ByIdAsync(
        CreditsDb db, string text, CancellationToken cancellation)
    {
        if (!Guid.TryParse(text, out var id))
            return [];
        var sites = await db.Sites.Where(row => row.Id == id).ToListAsync(cancellation);
        return
        [
            .. Licenses(await db.Licenses.Where(row => row.Id == id).ToListAsync(cancellation)),
            .. sites.Select(
                row => new SearchResult(SearchResultKind.Site, $"{row.LicenseId}", row.Domain, $"{id}", IsExact: true)),
        ];
    }

    private static async Task<IEnumerable<SearchResult>> EventsAsync(
        CreditsDb db, string text, CancellationToken cancellation)
    {
        if (!text.StartsWith("evt_", StringComparison.Ordinal))
            return [];
        var end = text + End;
        var found = await db.StoredEvents
            .Where(row => string.Compare(row.Id, text) >= 0 && string.Compare(row.Id, end) < 0)
            .OrderBy(row => row.Id).Select(row => new { row.Id, row.Type, row.Outcome })
            .Take(Most).ToListAsync(cancellation);
        return found.Select(row => new SearchResult(
            SearchResultKind.Event, row.Id, row.Id, $"{row.Type}, {row.Outcome}", row.Id == text));
    }

    private static IEnumerable<SearchResult> Licenses(IEnumerable<License> found) => found.Select(
        row => new SearchResult(SearchResultKind.License, $"{row.Id}", $"…{row.KeyHint}", row.Plan, IsExact: true));

    private static IEnumerable<SearchResult> Purchases(IEnumerable<Purchase> found, string text) => found.Select(row =>
        (Name: new[] { row.StripeSessionId, row.StripePaymentIntentId }
            .FirstOrDefault(id => id?.StartsWith(text, StringComparison.Ordinal) is true) ?? $"{row.Id}", Row: row))
        .Select(hit => new SearchResult(
            SearchResultKind.Purchase, $"{hit.Row.Id}", hit.Name, $"{hit.Row.Status}",
            hit.Name == text || hit.Name == $"{hit.Row.Id}"));

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
