namespace SeoRankGenius.Credits.Ledger;

public enum PoolKind
{
    /// <summary>Bound to one site. Drawn first, locked last.</summary>
    Domain,

    /// <summary>Available to every site of the license. Locked first.</summary>
    Shared,
}

/// <summary>A pool locked until the end of the transaction.</summary>
/// <param name="Id">The pool's id.</param>
/// <param name="Balance">Whole credits.</param>
/// <param name="Sequence">The sequence of its last entry; 0 before the first.</param>
/// <param name="IsTest">It holds a test site's free credits.</param>
internal readonly record struct LockedPool(Guid Id, long Balance, long Sequence, bool IsTest = false);

/// <summary>
/// A balance of credits. A Domain pool has its site's id, a Shared pool its license's id, so no lookup is needed. Only
/// <see cref="CreditLedger"/> changes the balance.
/// </summary>
public sealed class Pool
{
    private Pool() { }

    public Guid Id { get; private set; }
    public PoolKind Kind { get; private set; }

    public Guid LicenseId { get; private set; }

    /// <summary>The site of a Domain pool; null for a Shared pool.</summary>
    public Guid? SiteId { get; private set; }

    /// <summary>
    /// A site's pool of free test credits: its transactions touch no other pool, and none is paid. Never changes.
    /// </summary>
    public bool IsTest { get; private set; }

    /// <summary>Whole credits, never below zero.</summary>
    public long Balance { get; private set; }

    /// <summary>The sequence of the pool's last entry; 0 before the first.</summary>
    public long Sequence { get; private set; }

    /// <summary>SQL Server only: when <see cref="Sequence"/> last changed, as ticks, for the feed of changes.</summary>
    public long? Moved { get; private set; }

    internal static Pool Shared(Guid licenseId) =>
        new() { Id = licenseId, Kind = PoolKind.Shared, LicenseId = licenseId };

    internal static Pool Domain(Guid siteId, Guid licenseId, bool isTest) =>
        new() { Id = siteId, Kind = PoolKind.Domain, LicenseId = licenseId, SiteId = siteId, IsTest = isTest };
}
