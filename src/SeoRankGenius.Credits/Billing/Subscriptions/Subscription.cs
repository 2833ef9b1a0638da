using System.Linq.Expressions;
using SeoRankGenius.Credits.Licensing;
using StripeSubscription = Stripe.Subscription;

namespace SeoRankGenius.Credits.Billing.Subscriptions;

/// <summary>Where a subscription stands, as Stripe says it.</summary>
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

    /// <summary>Over before its first payment succeeded: it never took effect.</summary>
    IncompleteExpired,

    /// <summary>Over.</summary>
    Canceled,
}

/// <summary>
/// A license's subscription at Stripe, as it was when Stripe was last asked. Nothing here is computed from events: each
/// of them only makes us ask, so their order does not matter.
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

    public SubscriptionStatus Status { get; private set; }

    /// <summary>When what was paid for, or the trial, runs out. UTC.</summary>
    public DateTime PeriodEndsAt { get; private set; }

    /// <summary>When it ends because it was cancelled. UTC; null while it renews, and once it is over.</summary>
    public DateTime? EndsAt { get; private set; }

    /// <summary>UTC; null when it began without a trial.</summary>
    public DateTime? TrialEndsAt { get; private set; }

    /// <summary>When Stripe made it. UTC.</summary>
    public DateTime CreatedAt { get; private set; }

    /// <summary>
    /// Counts the answers that were applied, those that said nothing new included; a concurrency token. What was asked
    /// of Stripe before the last of them may be older than it, and is asked again.
    /// </summary>
    public int Version { get; private set; }

    /// <summary>Is it over for ever?</summary>
    public bool IsOver => Status is SubscriptionStatus.Canceled or SubscriptionStatus.IncompleteExpired;

    /// <summary>Did anybody ever get anything for it?</summary>
    public bool TookEffect => Status is not (SubscriptionStatus.Incomplete or SubscriptionStatus.IncompleteExpired);

    /// <summary>How a license stands that follows it.</summary>
    public LicenseStatus LicenseStatus => Status switch
    {
        SubscriptionStatus.Trialing => LicenseStatus.Trialing,
        SubscriptionStatus.Active => LicenseStatus.Active,
        SubscriptionStatus.PastDue => LicenseStatus.PastDue,
        _ => LicenseStatus.Canceled,
    };

    /// <summary>The subscriptions of a license that are not over: one at most.</summary>
    internal static Expression<Func<Subscription, bool>> IsLiveOf(Guid licenseId) => row =>
        row.LicenseId == licenseId
        && row.Status != SubscriptionStatus.Canceled && row.Status != SubscriptionStatus.IncompleteExpired;

    internal static Subscription Of(Guid licenseId, string plan, StripeSubscription told)
    {
        var subscription = new Subscription { Id = told.Id, LicenseId = licenseId, CreatedAt = told.Created };
        subscription.Learn(plan, told);
        return subscription;
    }

    /// <summary>Takes over how it stands now. False when nothing is new.</summary>
    internal bool Learn(string plan, StripeSubscription told)
    {
        var before = (Plan, StripePriceId, Status, PeriodEndsAt, EndsAt, TrialEndsAt);
        var item = told.Items.Data[0];
        (Plan, StripePriceId, Status) = (plan, item.Price.Id, StatusOf(told.Status)!.Value);
        (PeriodEndsAt, TrialEndsAt) = (item.CurrentPeriodEnd, told.TrialEnd);
        EndsAt = IsOver ? null : told.CancelAt ?? (told.CancelAtPeriodEnd ? PeriodEndsAt : null);
        Version++;
        return Version == 1 || before != (Plan, StripePriceId, Status, PeriodEndsAt, EndsAt, TrialEndsAt);
    }

    /// <summary>Stripe's word; null for one that is new to us.</summary>
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
