namespace SeoRankGenius.Credits.Billing.Refunds;

/// <summary>What was paid: a purchase by its id, or a plan's invoice by Stripe's <c>in_…</c>. One of them is null.
/// </summary>
public sealed record PaidSource(Guid? PurchaseId, string? InvoiceId)
{
    public static PaidSource Purchase(Guid id) => new(id, null);

    public static PaidSource Invoice(string id) => new(null, id);

    /// <summary>As it is stored, untracked; null for an unknown one.</summary>
    internal async Task<PaidCredits?> FindAsync(CreditsDb db) => InvoiceId is null
        ? await db.Purchases.AsNoTracking().SingleOrDefaultAsync(row => row.Id == PurchaseId)
        : await db.PlanInvoices.AsNoTracking().SingleOrDefaultAsync(row => row.Id == InvoiceId);
}

/// <summary>
/// Credits that were paid for, and what of their money was returned: a purchase, or the invoice of a plan's period.
/// </summary>
public abstract class PaidCredits
{
    public Guid LicenseId { get; internal set; }

    /// <summary>Whole credits that were bought or granted.</summary>
    public long Credits { get; internal set; }

    /// <summary>ISO 4217 code in lower case.</summary>
    public string Currency { get; internal set; } = "";

    /// <summary>Stripe's <c>pi_…</c>; null until paid, or until it is needed.</summary>
    public string? StripePaymentIntentId { get; internal set; }

    /// <summary>Whole minor units that Stripe charged, after tax and promotion codes; null until paid.</summary>
    public long? PaidMinor { get; internal set; }

    /// <summary>Whole minor units refunded, pending refunds included.</summary>
    public long RefundedMinor { get; internal set; }

    /// <summary>Whole minor units withdrawn by disputes and not returned.</summary>
    public long DisputedMinor { get; internal set; }

    /// <summary>Whole credits taken back for that money; at most those bought.</summary>
    public long CreditsTaken { get; internal set; }

    /// <summary>Whole credits that should have been taken back but were not in the pool.</summary>
    public long Shortfall { get; internal set; }

    /// <summary>When the shortfall last grew. UTC; null for none so far.</summary>
    public DateTime? ShortfallAt { get; internal set; }

    /// <summary>The number of changes by refunds, disputes and changes of plan; numbers the ledger's causes.</summary>
    public int Returns { get; internal set; }

    /// <summary>The pool that is credited.</summary>
    public abstract Guid PoolId { get; }

    /// <summary>The ledger's cause of the credits.</summary>
    public abstract string Cause { get; }

    /// <summary>Are the credits in the pool?</summary>
    internal abstract bool IsCredited { get; }

    /// <summary>Its id in the causes of clawbacks.</summary>
    internal abstract string Key { get; }

    /// <summary>Its id in refunds and disputes.</summary>
    internal abstract PaidSource Source { get; }

    /// <summary>Whole minor units that can still be refunded: none unless it is paid and not disputed.</summary>
    public virtual long RefundableMinor =>
        IsCredited && DisputedMinor == 0 ? Math.Max(0, (PaidMinor ?? 0) - RefundedMinor) : 0;

    /// <summary>Whole credits to take back for the money returned.</summary>
    internal long CreditsOwed => OwedAfter(0);

    /// <summary>The same once so many more minor units are returned.</summary>
    internal virtual long OwedAfter(long minor) =>
        PaidMinor is { } paid ? ClawbackMath.Of(Credits, RefundedMinor + DisputedMinor + minor, paid) : 0;
}
