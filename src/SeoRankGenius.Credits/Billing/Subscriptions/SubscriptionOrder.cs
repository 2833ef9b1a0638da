using SeoRankGenius.Credits.Billing.Purchases;
using SeoRankGenius.Credits.Catalog;

namespace SeoRankGenius.Credits.Billing.Subscriptions;

/// <summary>How far the order of a plan has come. It only moves down this list.</summary>
public enum SubscriptionOrderStatus
{
    /// <summary>Committed; its checkout is open, or about to be.</summary>
    Open,

    /// <summary>The checkout ran out, was replaced or could not be opened: nothing was charged.</summary>
    Failed,

    /// <summary>The checkout made a subscription, which has its own row from then on. Final.</summary>
    Completed,
}

/// <summary>
/// A plan that someone starts for a license. Committed before Stripe is called; fixes plan, price and trial, so that
/// asking Stripe twice asks the same.
/// </summary>
public sealed class SubscriptionOrder : ICheckout
{
    private SubscriptionOrder()
    {
    }

    /// <summary>Stripe's <c>client_reference_id</c> and its session's idempotency key.</summary>
    public Guid Id { get; private set; }

    public Guid LicenseId { get; private set; }

    /// <summary>The user who started it.</summary>
    public Guid BuyerId { get; private set; }

    /// <summary>The catalog's plan at that moment.</summary>
    public string Plan { get; private set; } = "";

    /// <summary>Whole cents a month: the list price.</summary>
    public long PriceCents { get; private set; }

    /// <summary>Three small letters.</summary>
    public string Currency { get; private set; } = "";

    /// <summary>Stripe's <c>price_…</c>, which was held against the catalog.</summary>
    public string StripePriceId { get; private set; } = "";

    /// <summary>Days of trial before the first payment; 0 for none.</summary>
    public int TrialDays { get; private set; }

    /// <summary>Whose turn it is decides between two writers: a concurrency token.</summary>
    public SubscriptionOrderStatus Status { get; private set; }

    /// <summary>Why it failed, for people; null otherwise.</summary>
    public string? Reason { get; private set; }

    /// <summary>Stripe's <c>cs_…</c>; null until Stripe has answered.</summary>
    public string? StripeSessionId { get; set; }

    /// <summary>UTC.</summary>
    public DateTime CreatedAt { get; private set; }

    /// <summary>When the checkout closes by itself. UTC, whole seconds.</summary>
    public DateTime ExpiresAt { get; private set; }

    internal static SubscriptionOrder Of(
        Plan plan, string currency, string priceId, int trialDays, Subscriber by, (DateTime Now, TimeSpan Open) at) =>
        new()
        {
            Id = Guid.CreateVersion7(at.Now),
            LicenseId = by.LicenseId,
            BuyerId = by.UserId,
            Plan = plan.Code,
            PriceCents = plan.PriceCents,
            Currency = currency,
            StripePriceId = priceId,
            TrialDays = trialDays,
            CreatedAt = at.Now,
            ExpiresAt = new DateTime(
                (at.Now + at.Open).Ticks / TimeSpan.TicksPerSecond * TimeSpan.TicksPerSecond, DateTimeKind.Utc),
        };

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

/// <summary>Who starts a plan, for which license.</summary>
/// <param name="UserId">The license's owner.</param>
/// <param name="Email">The owner's address, for Stripe's customer.</param>
/// <param name="LicenseId">Which license.</param>
public sealed record Subscriber(Guid UserId, string Email, Guid LicenseId);
