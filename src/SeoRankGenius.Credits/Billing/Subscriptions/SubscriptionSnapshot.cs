using SeoRankGenius.Credits.Billing.Stripe;
using Stripe;
using Stripe.Checkout;
using Plan = SeoRankGenius.Credits.Catalog.Plan;
using StripeSubscription = Stripe.Subscription;

namespace SeoRankGenius.Credits.Billing.Subscriptions;

/// <summary>What Stripe told about a subscription when it was asked.</summary>
/// <param name="Subscription">As it is now; null while its checkout has not made one, or Stripe has none.</param>
/// <param name="Version">
/// That of our row before Stripe was asked; 0 without a row. Another one by the time that this is applied means that
/// something newer may have been applied meanwhile.
/// </param>
internal sealed record SubscriptionSnapshot(StripeSubscription? Subscription, int Version)
{
    /// <summary>The checkout that it was asked about; null where it was not about one.</summary>
    public Session? Session { get; init; }

    /// <summary>The invoice that it was asked about; null where it was not about one.</summary>
    public Invoice? Invoice { get; init; }

    /// <summary>The plan of its price; null where that is no plan of ours.</summary>
    public Plan? Plan { get; init; }

    /// <summary>The plan that the invoice begins a period of; null where it begins none.</summary>
    public Plan? InvoicePlan { get; init; }

    /// <summary>Does the invoice begin a period of something that is no plan of ours?</summary>
    public bool IsInvoiceOfAnother { get; init; }

    /// <summary>The subscription's id; null where there is none.</summary>
    public string? Id => Subscription?.Id;

    public string? Metadata(string name) => Subscription?.Metadata?.GetValueOrDefault(name);

    /// <summary>The order that it came of; null when it was made without one.</summary>
    public Guid? OrderId =>
        Guid.TryParse(Session?.ClientReferenceId ?? Metadata(SubscriptionCheckouts.Order), out var id) ? id : null;

    /// <summary>The license that it says it is for.</summary>
    public Guid? LicenseId => Guid.TryParse(Metadata(SubscriptionCheckouts.License), out var id) ? id : null;
}
