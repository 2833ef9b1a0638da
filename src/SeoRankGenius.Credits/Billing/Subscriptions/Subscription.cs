using System.Linq.Expressions;
using StripeSubscription = Stripe.Subscription;

namespace SeoRankGenius.Credits.Billing.Subscriptions;

/// <summary>The status of a subscription, as Stripe defines it.</summary>
public enum SubscriptionStatus
{
    /// <summary>Its first payment has not succeeded: nothing is given for it yet.</summary>
    Incomplete,

    Trialing,

    Active,

    /// <summary>The last invoice is unpaid, and Stripe tries again.</summary>
    PastDue,

    /// <summary>Stripe has stopped trying.</summary>
    Unpaid,

    /// <summary>The trial ended without a card.</summary>
    Paused,

    /// <summary>Running, but no payment is collected: <c>pause_collection</c> is set at Stripe.</summary>
    Uncollected,

    /// <summary>Over before its first payment succeeded: it never took effect.</summary>
    IncompleteExpired,

    /// <summary>Over.</summary>
    Canceled,
}

/// <summary>
/// A license's subscription at Stripe, as it was when Stripe was last asked. Nothing here is computed from events, so
/// their order does not matter.
/// </summary>
public sealed class Subscription
{
    private Subscription()
    {
    }

    /// <summary>Stripe's <c>sub_…</c>.</summary>
    public string Id { get; private set; } = "";

    public Guid LicenseId { get; private set; }

    /// <summary>The code of the catalog's plan that its price is for.</summary>
    public string Plan { get; private set; } = "";

    /// <summary>Stripe's <c>price_…</c>.</summary>
    public string StripePriceId { get; private set; } = "";

    /// <summary>The price a month in whole minor units, as Stripe has it.</summary>
    public long PriceMinor { get; private set; }

    /// <summary>ISO 4217 code in lower case.</summary>
    public string Currency { get; private set; } = "";

    public SubscriptionStatus Status { get; private set; }

    /// <summary>The end of the paid period or of the trial. UTC.</summary>
    public DateTime PeriodEndsAt { get; private set; }

    /// <summary>When it ends because it was cancelled. UTC; null while it renews, and once it is over.</summary>
    public DateTime? EndsAt { get; private set; }

    /// <summary>UTC; null when it began without a trial.</summary>
    public DateTime? TrialEndsAt { get; private set; }

    /// <summary>When Stripe made it. UTC.</summary>
    public DateTime CreatedAt { get; private set; }

    /// <summary>
    /// Counts the snapshots that were applied, unchanged ones included; a concurrency token. A snapshot that was read
    /// before the last one was applied is stale.
    /// </summary>
    public int Version { get; private set; }

    /// <summary>Is it over for good?</summary>
    public bool IsOver => Status is SubscriptionStatus.Canceled or SubscriptionStatus.IncompleteExpired;

    /// <summary>Did it ever give the license its plan?</summary>
    public bool TookEffect => Status is not (SubscriptionStatus.Incomplete or SubscriptionStatus.IncompleteExpired);

    /// <summary>The status of its license.</summary>
    internal LicenseStatus LicenseStatusIn(PriceList catalog) => Status switch
    {
        SubscriptionStatus.Trialing => LicenseStatus.Trialing,
        SubscriptionStatus.Active => LicenseStatus.Active,
        SubscriptionStatus.Uncollected when catalog.UncollectedKeepsPlan => LicenseStatus.Active,
        SubscriptionStatus.PastDue => LicenseStatus.PastDue,
        _ => LicenseStatus.Canceled,
    };

    /// <summary>The subscriptions of a license that are not over: one at most.</summary>
    internal static Expression<Func<Subscription, bool>> IsLiveOf(Guid licenseId) => row =>
        row.LicenseId == licenseId
        && row.Status != SubscriptionStatus.Canceled && row.Status != SubscriptionStatus.IncompleteExpired;

    internal static Subscription Of(Guid licenseId, string plan, StripeSubscription snapshot)
    {
        var subscription = new Subscription { Id = snapshot.Id, LicenseId = licenseId, CreatedAt = snapshot.Created };
        subscription.Update(plan, snapshot);
        return subscription;
    }

    /// <summary>Takes over its state at Stripe. False when nothing has changed.</summary>
    internal bool Update(string plan, StripeSubscription snapshot)
    {
        var before = (Plan, StripePriceId, Status, PeriodEndsAt, EndsAt, TrialEndsAt);
        var item = snapshot.Items.Data[0];
        (Plan, StripePriceId, Status) = (plan, item.Price.Id, StatusOf(snapshot));
        (PriceMinor, Currency) = (item.Price.UnitAmount ?? 0, item.Price.Currency);
        (PeriodEndsAt, TrialEndsAt) = (item.CurrentPeriodEnd, snapshot.TrialEnd);
        EndsAt = IsOver ? null : snapshot.CancelAt ?? (snapshot.CancelAtPeriodEnd ? PeriodEndsAt : null);
        Version++;
        return Version == 1 || before != (Plan, StripePriceId, Status, PeriodEndsAt, EndsAt, TrialEndsAt);
    }

    // Stripe leaves the status as it is while the collection is paused, also when an invoice stays unpaid.
    private static SubscriptionStatus StatusOf(StripeSubscription snapshot) =>
        (StatusOf(snapshot.Status)!.Value, snapshot.PauseCollection) switch
        {
            (SubscriptionStatus.Active or SubscriptionStatus.PastDue, not null) => SubscriptionStatus.Uncollected,
            var (status, _) => status,
        };

    /// <summary>Stripe's status; null for an unknown one.</summary>
    internal static SubscriptionStatus? StatusOf(string? status) => status switch
    {
        "incomplete" => SubscriptionStatus.Incomplete,
        "trialing" => SubscriptionStatus.Trialing,
        "active" => SubscriptionStatus.Active,
        "past_due" => SubscriptionStatus.PastDue,
        "unpaid" => SubscriptionStatus.Unpaid,
        "paused" => SubscriptionStatus.Paused,
        "incomplete_expired" => SubscriptionStatus.IncompleteExpired,
        "canceled" => SubscriptionStatus.Canceled,
        _ => null,
    };
}
