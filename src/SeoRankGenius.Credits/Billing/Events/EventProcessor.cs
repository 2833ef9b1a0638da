using System.Collections.Frozen;
using SeoRankGenius.Credits.Billing.Stripe;
using SeoRankGenius.Credits.Billing.Subscriptions;
using Stripe;

namespace SeoRankGenius.Credits.Billing.Events;

/// <summary>
/// The one path by which Stripe's data takes effect: prepare outside the transaction, then apply and store in one
/// transaction. The webhook, the pages after a checkout, reconciliation and the back office all use it; each of them
/// may be late, repeated or concurrent, and the result is the same.
/// </summary>
public sealed class EventProcessor(
    Writer writer,
    CheckoutEvents checkouts,
    PaymentIntentEvents payments,
    SubscriptionEvents subscriptions,
    RefundEvents refunds,
    DisputeEvents disputes,
    TimeProvider time,
    CreditsMetrics metrics,
    ILogger<EventProcessor> log)
{
    private const int MostAttempts = 5;

    private readonly FrozenDictionary<string, Handler> _handlers = new Dictionary<string, Handler>
    {
        [EventTypes.CheckoutSessionCompleted] = checkouts.PrepareAsync,
        [EventTypes.CheckoutSessionAsyncPaymentSucceeded] = checkouts.PrepareAsync,
        [EventTypes.CheckoutSessionAsyncPaymentFailed] = checkouts.PrepareAsync,
        [EventTypes.CheckoutSessionExpired] = checkouts.PrepareAsync,
        [EventTypes.PaymentIntentSucceeded] = payments.PrepareAsync,
        [EventTypes.PaymentIntentProcessing] = payments.PrepareAsync,
        [EventTypes.PaymentIntentPaymentFailed] = payments.PrepareAsync,
        [EventTypes.PaymentIntentCanceled] = payments.PrepareAsync,
        [EventTypes.ChargeRefunded] = refunds.PrepareAsync,
        [EventTypes.ChargeRefundUpdated] = refunds.PrepareAsync,
        [EventTypes.RefundCreated] = refunds.PrepareAsync,
        [EventTypes.RefundUpdated] = refunds.PrepareAsync,
        [EventTypes.RefundFailed] = refunds.PrepareAsync,
        [EventTypes.ChargeDisputeCreated] = disputes.PrepareAsync,
        [EventTypes.ChargeDisputeUpdated] = disputes.PrepareAsync,
        [EventTypes.ChargeDisputeFundsWithdrawn] = disputes.PrepareAsync,
        [EventTypes.ChargeDisputeFundsReinstated] = disputes.PrepareAsync,
        [EventTypes.ChargeDisputeClosed] = disputes.PrepareAsync,
        [EventTypes.CustomerSubscriptionCreated] = subscriptions.PrepareAsync,
        [EventTypes.CustomerSubscriptionUpdated] = subscriptions.PrepareAsync,
        [EventTypes.CustomerSubscriptionDeleted] = subscriptions.PrepareAsync,
        [EventTypes.CustomerSubscriptionTrialWillEnd] = subscriptions.PrepareAsync,
        [EventTypes.CustomerSubscriptionPaused] = subscriptions.PrepareAsync,
        [EventTypes.CustomerSubscriptionResumed] = subscriptions.PrepareAsync,
        [EventTypes.InvoicePaid] = subscriptions.PrepareAsync,
        [EventTypes.InvoicePaymentFailed] = subscriptions.PrepareAsync,
    }.ToFrozenDictionary();

    private delegate Task<PreparedChange> Handler(StripeEvent stripeEvent, CancellationToken cancellation);

    /// <summary>The types of events that have an effect. Any other is stored as <see cref="EventOutcome.Ignored"/>.
    /// </summary>
    public IReadOnlyList<string> Types => _handlers.Keys;

    /// <summary>
    /// Stores an event with its effect in one transaction. May be repeated and run concurrently: an event that is
    /// stored already changes nothing. Throws <see cref="DependencyUnavailable"/> when Stripe cannot be asked, when its
    /// data kept changing meanwhile, or when the database is unavailable: Stripe must deliver the event again.
    /// </summary>
    /// <returns>The outcome of the event, now or when it was first stored.</returns>
    public async Task<EventOutcome> ProcessAsync(StripeEvent stripeEvent, CancellationToken cancellation)
    {
        var id = stripeEvent.Id;
        var result = await RetryStaleAsync(async () =>
        {
            var change = await PrepareAsync(stripeEvent, cancellation);
            return change.Statements is { } apply
                ? await writer.RunPreparedAsync(
                    db => EventStore.Find(db, id) ?? Store(db, stripeEvent, apply(db)), cancellation)
                : await writer.RunAsync(
                    async db => EventStore.Find(db, id)
                        ?? (await change.ApplyAsync(db) is { } applied ? Store(db, stripeEvent, applied) : null),
                    cancellation);
        });
        metrics.EventProcessed(stripeEvent.Type, result.Outcome);
        log.LogInformation(
            "Payment event {EventId} {EventType}: {Outcome} (purchase {PurchaseId}) (license {LicenseId}) {Reason}",
            id, stripeEvent.Type, result.Outcome, result.PurchaseId, result.LicenseId, result.Reason);
        return result.Outcome;
    }

    /// <summary>
    /// Reads the session or the payment of a purchase back from Stripe and applies it. Does nothing for a purchase that
    /// is paid or has neither. May be repeated. Throws <see cref="DependencyUnavailable"/> when Stripe cannot be asked.
    /// </summary>
    public Task ReadBackAsync(Purchase purchase, CancellationToken cancellation) =>
        purchase.Status == PurchaseStatus.Paid || !purchase.IsAtStripe
            ? Task.CompletedTask
            : ReadBackAsync($"Purchase {purchase.Id}", () => PrepareAsync(purchase, cancellation), cancellation);

    /// <summary>
    /// Looks for the session or charge of a purchase at Stripe when its answer was lost, and applies it; else as above.
    /// </summary>
    public Task FindLostAsync(Purchase purchase, CancellationToken cancellation) => ReadBackAsync(
        $"Purchase {purchase.Id}",
        () => purchase.Kind switch
        {
            PurchaseKind.Automatic => payments.PrepareLostAsync(purchase, cancellation),
            PurchaseKind.Checkout or PurchaseKind.SetUp => checkouts.PrepareLostAsync(purchase, cancellation),
        },
        cancellation);

    /// <summary>Reads all refunds of a payment back from Stripe and applies them; else as above.</summary>
    public Task ReadBackRefundsAsync(string paymentIntentId, CancellationToken cancellation) => ReadBackAsync(
        $"Refunds of payment {paymentIntentId}",
        () => refunds.PrepareAsync(paymentIntentId, cancellation),
        cancellation);

    /// <summary>Reads a dispute back from Stripe and applies it; else as above.</summary>
    public Task ReadBackDisputeAsync(string disputeId, CancellationToken cancellation) => ReadBackAsync(
        $"Dispute {disputeId}", () => disputes.PrepareAsync(disputeId, cancellation), cancellation);

    /// <summary>Reads all refunds of a purchase back from Stripe and applies them; else as above.</summary>
    public Task ReadBackRefundsAsync(Purchase purchase, CancellationToken cancellation) =>
        purchase.StripePaymentIntentId is { } id ? ReadBackRefundsAsync(id, cancellation) : Task.CompletedTask;

    /// <summary>Reads the session of an order and the subscription it made back from Stripe; else as above.</summary>
    public Task ReadBackAsync(SubscriptionOrder order, CancellationToken cancellation) =>
        order.StripeSessionId is null
            ? Task.CompletedTask
            : ReadBackAsync($"Order {order.Id}", () => subscriptions.PrepareAsync(order, cancellation), cancellation);

    /// <summary>Reads an invoice and its subscription back from Stripe; else as above.</summary>
    public Task ReadBackInvoiceAsync(string invoiceId, CancellationToken cancellation) => ReadBackAsync(
        $"Invoice {invoiceId}", () => subscriptions.PrepareInvoiceAsync(invoiceId, cancellation), cancellation);

    /// <summary>Reads a subscription and its newest invoice back from Stripe; else as above.</summary>
    public Task ReadBackSubscriptionAsync(string subscriptionId, CancellationToken cancellation) => ReadBackAsync(
        $"Subscription {subscriptionId}", () => subscriptions.PrepareAsync(subscriptionId, cancellation), cancellation);

    /// <summary>
    /// Applies Stripe's answer to the charge of an automatic purchase. May be repeated. Not cancelled when the app
    /// stops: the card is charged by now.
    /// </summary>
    internal Task ApplyChargeAsync(Purchase purchase, ChargeResult charge) => ReadBackAsync(
        $"Charge of purchase {purchase.Id}",
        () => Task.FromResult(payments.Prepare(purchase, charge)),
        CancellationToken.None);

    /// <summary>Prepares an event by the handler of its type. Throws as <see cref="ProcessAsync"/>.</summary>
    internal Task<PreparedChange> PrepareAsync(StripeEvent stripeEvent, CancellationToken cancellation) =>
        stripeEvent.ObjectId is not null && _handlers.TryGetValue(stripeEvent.Type, out var prepare)
            ? prepare(stripeEvent, cancellation)
            : Task.FromResult(PreparedChange.Ignored);

    /// <summary>Prepares the session or the payment of a purchase. Throws as <see cref="ProcessAsync"/>.</summary>
    internal Task<PreparedChange> PrepareAsync(Purchase purchase, CancellationToken cancellation) => purchase switch
    {
        { Kind: PurchaseKind.Automatic, StripePaymentIntentId: { } id } => payments.PrepareAsync(id, cancellation),
        { StripeSessionId: { } id } => checkouts.PrepareAsync(id, cancellation),
        _ => Task.FromResult(PreparedChange.Ignored),
    };

    /// <summary>
    /// Prepares a change and applies it in a transaction that the caller may add to. A stale change is prepared again.
    /// Throws as <see cref="ProcessAsync"/>.
    /// </summary>
    internal Task<EventResult> ApplyAsync(
        Func<Task<PreparedChange>> prepare,
        Func<CreditsDb, PreparedChange, Task<EventResult?>> apply,
        CancellationToken cancellation) =>
        RetryStaleAsync(async () =>
        {
            var change = await prepare();
            return await writer.RunAsync(db => apply(db, change), cancellation);
        });

    private async Task ReadBackAsync(
        string subject, Func<Task<PreparedChange>> prepare, CancellationToken cancellation)
    {
        var result = await ApplyAsync(prepare, (db, change) => change.ApplyAsync(db), cancellation);
        log.LogInformation(
            "{Subject} read from Stripe: {Outcome} (license {LicenseId}) {Reason}",
            subject, result.Outcome, result.LicenseId, result.Reason);
    }

    private EventResult Store(CreditsDb db, StripeEvent stripeEvent, EventResult result)
    {
        EventStore.Insert(db, stripeEvent, result, time.GetUtcNow().UtcDateTime);
        return result;
    }

    private static async Task<EventResult> RetryStaleAsync(Func<Task<EventResult?>> attempt)
    {
        for (var attempts = 0; attempts < MostAttempts; attempts++)
            if (await attempt() is { } result)
                return result;
        throw new DependencyUnavailable("Stripe's data kept changing while it was read. Try again in a moment.");
    }
}
