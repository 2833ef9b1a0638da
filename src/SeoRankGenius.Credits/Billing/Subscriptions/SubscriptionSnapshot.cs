using SeoRankGenius.Credits.Billing.Stripe;
using Stripe;
using Stripe.Checkout;
using Plan = SeoRankGenius.Credits.Catalog.Plan;
using StripeSubscription = Stripe.Subscription;

namespace SeoRankGenius.Credits.Billing.Subscriptions;

/// <summary>A subscription as Stripe described it when asked.</summary>
/// <param name="Subscription">Null while its checkout has not made one, or when Stripe has none.</param>
/// <param name="Version">
/// The version of our row before Stripe was asked; 0 without a row. If the row has another version when the snapshot is
/// applied, the snapshot is stale.
/// </param>
internal sealed record SubscriptionSnapshot(StripeSubscription? Subscription, int Version)
{
    /// <summary>The checkout that was read; null where it was not about one.</summary>
    public Session? Session { get; init; }

    /// <summary>The invoice that was read; null where it was not about one.</summary>
    public Invoice? Invoice { get; init; }

    /// <summary>The plan of its price; null where the catalog has no such plan.</summary>
    public Plan? Plan { get; init; }

    /// <summary>The plan that the invoice begins a period of; null where it begins none.</summary>
    public Plan? InvoicePlan { get; init; }

    /// <summary>Does the invoice begin a period of something that is not in the catalog?</summary>
    public bool IsInvoiceOfOtherPlan { get; init; }

    /// <summary>The subscription's id; null where there is none.</summary>
    public string? Id => Subscription?.Id;

    /// <summary>The order that it names; null when it was made without one.</summary>
    public Guid? OrderId =>
        Guid.TryParse(Session?.ClientReferenceId ?? Metadata(CheckoutSessions.OrderKey), out var id) ? id : null;

    /// <summary>The license that it names; null where it names none.</summary>
    public Guid? LicenseId => Guid.TryParse(Metadata(CheckoutSessions.LicenseKey), out var id) ? id : null;

    public string? Metadata(string name) => Subscription?.Metadata?.GetValueOrDefault(name);
}
