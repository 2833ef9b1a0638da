namespace SeoRankGenius.Credits.Billing.Subscriptions;

/// <summary>The status of an order. It only moves down this list.</summary>
public enum SubscriptionOrderStatus
{
    /// <summary>Committed; its checkout is open or being created.</summary>
    Open,

    /// <summary>The checkout expired, was replaced or could not be created: nothing was charged.</summary>
    Failed,

    /// <summary>The checkout made a subscription, which has its own row. Final.</summary>
    Completed,
}

/// <summary>
/// The order of a plan for a license. Committed before Stripe is called; it fixes plan, price and trial, so that a
/// repeated request is the same.
/// </summary>
public sealed class SubscriptionOrder : ICheckout
{
    private SubscriptionOrder()
    {
    }

    /// <summary>Stripe's <c>client_reference_id</c> and the idempotency key of its session.</summary>
    public Guid Id { get; private set; }

    public Guid LicenseId { get; private set; }

    /// <summary>The user who started it.</summary>
    public Guid BuyerId { get; private set; }

    /// <summary>The catalog's plan at the time.</summary>
    public string Plan { get; private set; } = "";

    /// <summary>The monthly list price in whole minor units.</summary>
    public long PriceMinor { get; private set; }

    /// <summary>ISO 4217 code in lower case.</summary>
    public string Currency { get; private set; } = "";

    /// <summary>Stripe's <c>price_…</c>, which matches the catalog.</summary>
    public string StripePriceId { get; private set; } = "";

    /// <summary>Days of trial before the first payment; 0 for none.</summary>
    public int TrialDays { get; private set; }

    /// <summary>Concurrency token.</summary>
    public SubscriptionOrderStatus Status { get; private set; }

    /// <summary>Why it failed, as a sentence; null otherwise.</summary>
    public string? Reason { get; private set; }

    /// <summary>Stripe's <c>cs_…</c>; null until Stripe has answered.</summary>
    public string? StripeSessionId { get; set; }

    /// <summary>UTC.</summary>
    public DateTime CreatedAt { get; private set; }

    /// <summary>When the checkout expires. UTC, whole seconds.</summary>
    public DateTime ExpiresAt { get; private set; }

    internal static SubscriptionOrder Of(
        Plan plan, string currency, string priceId, int trialDays, Subscriber by, (DateTime Now, TimeSpan Open) at) =>
        new()
        {
            Id = Guid.CreateVersion7(at.Now),
            LicenseId = by.LicenseId,
            BuyerId = by.UserId,
            Plan = plan.Code,
            PriceMinor = plan.PriceMinor,
            Currency = currency,
            StripePriceId = priceId,
            TrialDays = trialDays,
            CreatedAt = at.Now,
            ExpiresAt = new DateTime(
                (at.Now + at.Open).Ticks / TimeSpan.TicksPerSecond * TimeSpan.TicksPerSecond, DateTimeKind.Utc),
        };

    object ICheckout.Terms => (Plan, StripePriceId, PriceMinor, TrialDays, BuyerId);

    bool ICheckout.IsFailed => Status == SubscriptionOrderStatus.Failed;

    void ICheckout.Fail(string reason) => Advance(SubscriptionOrderStatus.Failed, reason);

    /// <summary>Moves down the list of <see cref="SubscriptionOrderStatus"/>, never up.</summary>
    internal bool Advance(SubscriptionOrderStatus status, string? reason = null)
    {
        if (status <= Status)
            return false;
        (Status, Reason) = (status, reason);
        return true;
    }
}

/// <summary>Who starts a plan for a license: its owner or a billing member.</summary>
/// <param name="UserId">The user.</param>
/// <param name="Email">The user's address, for Stripe's customer.</param>
/// <param name="LicenseId">Which license.</param>
public sealed record Subscriber(Guid UserId, string Email, Guid LicenseId);
