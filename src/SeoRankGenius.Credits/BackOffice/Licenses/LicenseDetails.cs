using SeoRankGenius.Credits.BackOffice.Adjustments;
using SeoRankGenius.Credits.Billing.Events;
using SeoRankGenius.Credits.Billing.Purchases;
using SeoRankGenius.Credits.Billing.Subscriptions;
using SeoRankGenius.Credits.Ledger;
using SeoRankGenius.Credits.Licensing;

namespace SeoRankGenius.Credits.BackOffice.Licenses;

/// <summary>All that an admin sees of a license at once. Times in UTC.</summary>
public sealed record LicenseDetails(
    Guid Id,
    string KeyHint,
    Guid OwnerId,
    string OwnerEmail,
    string PlanCode,
    int? OwnSiteLimit,
    Entitlement Entitlement,
    DateTime CreatedAt)
{
    /// <summary>The Shared pool, then connected sites' pools in the order of connecting, then removed sites'.</summary>
    public required IReadOnlyList<PoolDetails> Pools { get; init; }

    /// <summary>The newest purchases.</summary>
    public required IReadOnlyList<Purchase> Purchases { get; init; }

    /// <summary>Open holds, then the newest of those that ended.</summary>
    public required IReadOnlyList<Hold> Holds { get; init; }

    /// <summary>What waits for a second admin, the oldest first.</summary>
    public required IReadOnlyList<ApprovalRequest> Waiting { get; init; }

    /// <summary>Payment events of this license that do not fit what was sold, and were not settled since.</summary>
    public required IReadOnlyList<StoredEvent> Flagged { get; init; }

    /// <summary>The one that is not over, else the newest; null when it was never paid for by one.</summary>
    public required Subscription? Subscription { get; init; }

    /// <summary>Stripe's newest events about its subscriptions, the newest first.</summary>
    public required IReadOnlyList<StoredEvent> Told { get; init; }

    public IEnumerable<SiteDetails> Sites => Pools.Select(pool => pool.Site).OfType<SiteDetails>();

    public int SiteLimit => OwnSiteLimit ?? Entitlement.Plan.SiteLimit;

    public int SitesInUse => Sites.Count(site => site.RemovedAt is null);

    /// <summary>What people call it: its first site, else its owner.</summary>
    public string Name => Sites.FirstOrDefault(site => site.RemovedAt is null)?.Domain ?? OwnerEmail;

    public PoolDetails? Pool(Guid? id) => Pools.FirstOrDefault(pool => pool.Id == id);
}

/// <summary>A pool of a license. Whole credits.</summary>
/// <param name="Id">The site's or the license's id.</param>
/// <param name="Balance">Whole credits.</param>
/// <param name="Sequence">Of its last entry; 0 before the first.</param>
/// <param name="Site">The site of a Domain pool; null for the Shared pool.</param>
public sealed record PoolDetails(Guid Id, long Balance, long Sequence, SiteDetails? Site)
{
    public PoolKind Kind => Site is null ? PoolKind.Shared : PoolKind.Domain;

    /// <summary><c>Shared pool</c>, or the site's domain.</summary>
    public string Name => Site?.Domain ?? "Shared pool";
}

/// <summary>A site of a license. Times in UTC.</summary>
public sealed record SiteDetails(
    Guid Id, string Domain, DateTime CreatedAt, DateTime? TokenUsedAt, DateTime? RemovedAt);
