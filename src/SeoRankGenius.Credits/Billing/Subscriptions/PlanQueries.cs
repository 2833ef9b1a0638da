namespace SeoRankGenius.Credits.Billing.Subscriptions;

/// <summary>A license as its owner sees it on the plans page.</summary>
/// <param name="LicenseId">The license.</param>
/// <param name="KeyHint">The last characters of its key.</param>
/// <param name="Domains">Its connected sites, in the order of connection.</param>
/// <param name="Entitlement">Its entitlement now.</param>
/// <param name="Subscription">The one that is not over; null without one.</param>
/// <param name="MayTry">Was it never on trial?</param>
public sealed record OwnedPlan(
    Guid LicenseId, string KeyHint, IReadOnlyList<string> Domains, Entitlement Entitlement, Subscription? Subscription,
    bool MayTry)
{
    /// <summary>The viewer's role for it.</summary>
    public AccountRole Role { get; init; }

    /// <summary>Its name on screens: <c>client-bakery.example and 2 more</c>, else the end of its key.</summary>
    public string Name => Domains switch
    {
        [] => "License …" + KeyHint,
        [var only] => only,
        [var first, ..] => FormattableString.Invariant($"{first} and {Domains.Count - 1} more"),
    };
}

/// <summary>
/// The licenses for which a viewer has the right, with their plans. The right is part of each query, so any other
/// license is not found. Reads only.
/// </summary>
public sealed class PlanQueries(Reader reader, PriceList catalog, TimeProvider time)
{
    /// <summary>The viewer's licenses, the oldest first; for a viewer of one site, that site's license.</summary>
    public Task<IReadOnlyList<OwnedPlan>> ListAsync(Viewer viewer, CancellationToken cancellation) =>
        reader.RunAsync(db => ReadAsync(db, viewer, cancellation));

    /// <summary>The viewer's license with this id; null when it is not theirs.</summary>
    public async Task<OwnedPlan?> FindAsync(Viewer viewer, Guid licenseId, CancellationToken cancellation) =>
        (await ListAsync(viewer, cancellation)).FirstOrDefault(owned => owned.LicenseId == licenseId);

    /// <summary>The viewer's order that has this session at Stripe; null when it is not theirs.</summary>
    public Task<SubscriptionOrder?> FindOrderAsync(Viewer viewer, string sessionId, CancellationToken cancellation) =>
        reader.RunAsync(db => (
            from license in Of(db, viewer)
            join order in db.SubscriptionOrders on license.Id equals order.LicenseId
            where order.StripeSessionId == sessionId
            select order).SingleOrDefaultAsync(cancellation));

    private async Task<IReadOnlyList<OwnedPlan>> ReadAsync(
        CreditsDb db, Viewer viewer, CancellationToken cancellation)
    {
        var licenses = await Of(db, viewer).OrderBy(license => license.CreatedAt).ThenBy(license => license.Id)
            .ToListAsync(cancellation);
        var ids = licenses.ConvertAll(license => license.Id);
        var sites = await db.Sites
            .Where(site => ids.Contains(site.LicenseId) && site.RemovedAt == null
                && (viewer.OnlySiteId == null || site.Id == viewer.OnlySiteId))
            .OrderBy(site => site.CreatedAt).ThenBy(site => site.Id)
            .Select(site => new { site.LicenseId, site.Domain }).ToListAsync(cancellation);
        var subscriptions = await db.Subscriptions.Where(row => ids.Contains(row.LicenseId))
            .ToListAsync(cancellation);
        var roles = await db.Members.Where(row => row.UserId == viewer.UserId)
            .ToDictionaryAsync(row => row.LicenseId, row => row.Role, cancellation);
        return licenses.ConvertAll(license => new OwnedPlan(
            license.Id,
            license.KeyHint,
            [.. sites.Where(site => site.LicenseId == license.Id).Select(site => site.Domain)],
            Entitlement.Of(
                catalog, license.Plan, license.Status, license.TrialEndsAt, time.GetUtcNow().UtcDateTime),
            subscriptions.SingleOrDefault(row => row.LicenseId == license.Id && !row.IsOver),
            license.TrialEndsAt is null
                && !subscriptions.Any(row => row.LicenseId == license.Id && row.TrialEndsAt is not null))
        {
            Role = license.OwnerId == viewer.UserId ? AccountRole.Owner : roles[license.Id],
        });
    }

    private static IQueryable<License> Of(CreditsDb db, Viewer viewer) =>
        Of(db, viewer, AccountAccess.LicenseIds(db, viewer));

    private static IQueryable<License> Of(CreditsDb db, Viewer viewer, IQueryable<Guid> mine) =>
        db.Licenses.Where(license => mine.Contains(license.Id)
        && (viewer.OnlySiteId == null
            || db.Sites.Any(site => site.Id == viewer.OnlySiteId && site.LicenseId == license.Id)));
}
