using SeoRankGenius.Credits.BackOffice.Adjustments;
using SeoRankGenius.Credits.Billing.Events;
using SeoRankGenius.Credits.Billing.Subscriptions;

namespace SeoRankGenius.Credits.BackOffice.Licenses;

/// <summary>A license as an admin sees it. Times in UTC.</summary>
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
    /// <summary>
    /// The Shared pool, then the pools of connected sites in the order of connection, then those of removed sites.
    /// </summary>
    public required IReadOnlyList<PoolDetails> Pools { get; init; }

    /// <summary>The newest purchases.</summary>
    public required IReadOnlyList<Purchase> Purchases { get; init; }

    /// <summary>Open holds, then the most recent ended ones.</summary>
    public required IReadOnlyList<Hold> Holds { get; init; }

    /// <summary>Requests waiting for a second admin, the oldest first.</summary>
    public required IReadOnlyList<ApprovalRequest> Waiting { get; init; }

    /// <summary>Payment events of this license that do not match the sale and are not resolved.</summary>
    public required IReadOnlyList<StoredEvent> Flagged { get; init; }

    /// <summary>The current subscription, else the newest; null when there was none.</summary>
    public required Subscription? Subscription { get; init; }

    /// <summary>The newest paid invoices of its plans.</summary>
    public required IReadOnlyList<PlanInvoice> Invoices { get; init; }

    /// <summary>The latest Stripe events of its subscriptions, the newest first.</summary>
    public required IReadOnlyList<StoredEvent> Events { get; init; }

    public IEnumerable<SiteDetails> Sites => Pools.Select(pool => pool.Site).OfType<SiteDetails>();
    public int SiteLimit => OwnSiteLimit ?? Entitlement.Plan.SiteLimit;
    public int SitesInUse => Sites.Count(site => site is { RemovedAt: null, IsTest: false });

    /// <summary>The display name: the first site, else the owner.</summary>
    public string Name => Sites.FirstOrDefault(site => site.RemovedAt is null)?.Domain ?? OwnerEmail;

    public PoolDetails? Pool(Guid? id) => Pools.FirstOrDefault(pool => pool.Id == id);
}

/// <summary>A pool of a license. Whole credits.</summary>
/// <param name="Id">The site's or the license's id.</param>
/// <param name="Balance">Whole credits.</param>
/// <param name="Sequence">The sequence of its last entry; 0 before the first.</param>
/// <param name="Site">The site of a Domain pool; null for the Shared pool.</param>
public sealed record PoolDetails(Guid Id, long Balance, long Sequence, SiteDetails? Site)
{
    public PoolKind Kind => Site is null ? PoolKind.Shared : PoolKind.Domain;

    /// <summary><c>Shared pool</c>, or the site's domain.</summary>
    public string Name => Site?.Domain ?? "Shared pool";
}

/// <summary>A site of a license. Times in UTC.</summary>
public sealed record SiteDetails(
    Guid Id, string Domain, DateTime CreatedAt, DateTime? TokenUsedAt, DateTime? RemovedAt, bool IsTest);
