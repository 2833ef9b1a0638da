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
    public InvoiceSnapshot? Invoice { get; init; }

    /// <summary>The plan of its price; null where the catalog has no such plan.</summary>
    public Plan? Plan { get; init; }

    public string? PriceId => Subscription?.Items?.Data?.FirstOrDefault()?.Price?.Id;

    /// <summary>The subscription's id; null where there is none.</summary>
    public string? Id => Subscription?.Id;

    /// <summary>The order that it names; null when it was made without one.</summary>
    public Guid? OrderId =>
        Guid.TryParse(Session?.ClientReferenceId ?? Metadata(CheckoutSessions.OrderKey), out var id) ? id : null;

    /// <summary>The license that it names; null where it names none.</summary>
    public Guid? LicenseId => Guid.TryParse(Metadata(CheckoutSessions.LicenseKey), out var id) ? id : null;

    public string? Metadata(string name) => Subscription?.Metadata?.GetValueOrDefault(name);
}

/// <summary>An invoice of a subscription as Stripe described it.</summary>
internal sealed record InvoiceSnapshot(Invoice Invoice)
{
    /// <summary>
    /// The line that begins a period, once the invoice is paid; null for none. Not the proration after a change of
    /// plan, nor what costs nothing, such as a trial. A discount does not matter: the line has its list price.
    /// </summary>
    public InvoiceLineItem? Period { get; init; }

    /// <summary>The plan of that line; null where it belongs to no plan in the catalog.</summary>
    public Plan? Plan { get; init; }

    /// <summary>The changes of plan within a period that its prorations tell, once the invoice is paid.</summary>
    public IReadOnlyList<PlanChange> Changes { get; init; } = [];

    /// <summary>The payment that paid it, Stripe's <c>pi_…</c>; null where nothing was charged.</summary>
    public string? PaymentIntentId => Invoice.Payments?.Data?.Where(made => made.Status == "paid")
        .Select(made => made.Payment?.PaymentIntentId).FirstOrDefault(id => id is not null);

    public string? PriceId => Period?.Pricing?.PriceDetails?.PriceId;

    public DateTime StartsAt => Period!.Period.Start;

    public DateTime EndsAt => Period!.Period.End;

    public static bool IsProration(InvoiceLineItem line) =>
        line is { Parent.SubscriptionItemDetails.Proration: true, Period: not null };

    public static bool BeginsPeriod(InvoiceLineItem line) =>
        line is { Amount: > 0, Parent.SubscriptionItemDetails.Proration: false };
}
