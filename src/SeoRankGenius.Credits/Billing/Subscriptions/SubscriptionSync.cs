using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using SeoRankGenius.Credits.Billing.Events;
using SeoRankGenius.Credits.Billing.Stripe;
using SeoRankGenius.Credits.Data;
using SeoRankGenius.Credits.Ledger;
using SeoRankGenius.Credits.Licensing;
using Stripe;

namespace SeoRankGenius.Credits.Billing.Subscriptions;

/// <summary>
/// Lets licenses follow their subscriptions. Webhook, landing page and sweep all run the one step: ask Stripe how the
/// subscription stands now, and apply that. So events may come late, twice and in any order.
/// </summary>
public sealed class SubscriptionSync(
    SubscriptionEvents inquiring,
    CheckoutSessions sessions,
    IncludedCredits credits,
    StripeOptions settings,
    Writer writer,
    TimeProvider time,
    ILogger<SubscriptionSync> log)
{
    /// <summary>The types of events about subscriptions and their invoices.</summary>
    internal static readonly IReadOnlySet<string> Types = new HashSet<string>
    {
        EventTypes.CustomerSubscriptionCreated,
        EventTypes.CustomerSubscriptionUpdated,
        EventTypes.CustomerSubscriptionDeleted,
        EventTypes.CustomerSubscriptionPaused,
        EventTypes.CustomerSubscriptionResumed,
        EventTypes.InvoicePaid,
        EventTypes.InvoicePaymentFailed,
    };

    /// <summary>Is it an event about a subscription, an invoice, or the checkout of a plan?</summary>
    internal static bool Concerns(StripeEvent received) => received.ObjectId is not null && received.ObjectKind switch
    {
        "subscription" or "invoice" => Types.Contains(received.Type),
        "checkout.session" => received.SessionMode == "subscription" && CheckoutSessions.Types.Contains(received.Type),
        _ => false,
    };

    /// <summary>Stores an event with its effect, as <see cref="EventProcessor.SettleAsync(StripeEvent,
    /// CancellationToken)"/> says.</summary>
    internal async Task<EventResult> SettleAsync(StripeEvent received, CancellationToken cancellation)
    {
        while (true)
        {
            var told = await inquiring.ReadAsync(received, cancellation);
            var settled = await writer.RunAsync(
                async db =>
                {
                    if (EventStore.Find(db, received.Id) is { } seen)
                        return seen;
                    var settled = await SettleAsync(db, told, received.IsLive);
                    if (settled is not null)
                        EventStore.Insert(db, received, settled, time.GetUtcNow().UtcDateTime);
                    return settled;
                },
                cancellation);
            if (settled is null)
                continue;
            log.LogInformation("Event {EventId} is about license {LicenseId}", received.Id, settled.LicenseId);
            return settled;
        }
    }

    /// <summary>
    /// Brings an order, and the subscription that came of it, up to date with Stripe. May be repeated. Throws
    /// <see cref="DependencyUnavailable"/> when Stripe can't be asked.
    /// </summary>
    internal Task SettleAsync(SubscriptionOrder order, CancellationToken cancellation) =>
        order.StripeSessionId is not { } id
        ? Task.CompletedTask
        : SettleAsync(
            async () => await inquiring.ReadAsync(await sessions.ReadAsync(id, cancellation), cancellation),
            cancellation);

    /// <summary>Brings a subscription up to date; else as above.</summary>
    internal Task SettleAsync(string subscriptionId, CancellationToken cancellation) =>
        SettleAsync(async () => await inquiring.ReadWholeAsync(subscriptionId, cancellation), cancellation);

    private async Task SettleAsync(Func<Task<SubscriptionSnapshot?>> ask, CancellationToken cancellation)
    {
        EventResult? settled;
        do
        {
            var told = await ask();
            settled = await writer.RunAsync(
                db => SettleAsync(db, told, told?.Subscription?.Livemode ?? settings.IsLive), cancellation);
        }
        while (settled is null);
        log.LogInformation(
            "Subscription of license {LicenseId} read back: {Outcome} {Reason}",
            settled.LicenseId, settled.Outcome, settled.Reason);
    }

    /// <summary>
    /// The step itself, in the caller's transaction. Null when something newer was applied since Stripe was asked:
    /// nothing is changed, and it must be asked again.
    /// </summary>
    internal async Task<EventResult?> SettleAsync(CreditsDb db, SubscriptionSnapshot? told, bool isLive)
    {
        if (told is null || await LicenseAsync(db, told) is not { } license)
            return new EventResult(EventOutcome.Ignored);

        // Two instances that follow two subscriptions of one license do so one after the other.
        CreditLedger.Lock(db, license.Id);
        var row = await db.Subscriptions.SingleOrDefaultAsync(known => known.Id == told.Id);
        if (told.Subscription is not null && (row?.Version ?? 0) != told.Version)
            return null;
        var order = await db.SubscriptionOrders.SingleOrDefaultAsync(known => known.Id == told.OrderId);
        if (await SubscriptionChecks.OfAsync(db, (license, order, row), told, settings.IsLive, isLive) is { } reason)
            return new EventResult(EventOutcome.Flagged, Reason: reason) { LicenseId = license.Id };

        var moved = Advance(order, told);
        var granted = false;
        if (told.Subscription is not null)
        {
            (row, var changed) = await LearnAsync(db, license, row, told);
            granted = await credits.GrantAsync(db, row, told);
            moved |= changed;
        }

        await db.SaveChangesAsync();
        var outcome = granted ? EventOutcome.Credited : moved ? EventOutcome.Noted : EventOutcome.NothingToDo;
        return new EventResult(outcome) { LicenseId = license.Id };
    }

    // By our own row; else as it was ordered, as it says, or by whose customer pays.
    private static async Task<License?> LicenseAsync(CreditsDb db, SubscriptionSnapshot told)
    {
        var id = await db.Subscriptions.Where(known => known.Id == told.Id)
                .Select(known => (Guid?)known.LicenseId).SingleOrDefaultAsync()
            ?? await db.SubscriptionOrders.Where(known => known.Id == told.OrderId)
                .Select(known => (Guid?)known.LicenseId).SingleOrDefaultAsync()
            ?? told.LicenseId;
        var customer = told.Subscription?.CustomerId;
        return await db.Licenses.SingleOrDefaultAsync(known => known.Id == id)
            ?? (customer is null
                ? null
                : await db.Licenses.SingleOrDefaultAsync(known => known.StripeCustomerId == customer));
    }

    private static bool Advance(SubscriptionOrder? order, SubscriptionSnapshot told)
    {
        if (order is null)
            return false;
        order.StripeSessionId ??= told.Session?.Id;
        return told.Subscription is not null
            ? order.Advance(SubscriptionOrderStatus.Completed)
            : told.Session?.Status == "expired"
                && order.Advance(SubscriptionOrderStatus.Failed, "The checkout expired.");
    }

    private static async Task<(Subscription Row, bool Changed)> LearnAsync(
        CreditsDb db, License license, Subscription? row, SubscriptionSnapshot told)
    {
        var plan = told.Plan?.Code ?? row!.Plan;
        if (row is null)
            db.Subscriptions.Add(row = Subscription.Of(license.Id, plan, told.Subscription!));
        else if (!row.Learn(plan, told.Subscription!))
            return (row, false);

        await db.SaveChangesAsync();
        license.StripeCustomerId ??= told.Subscription!.CustomerId;
        // The one that is not over counts; else the newest.
        var all = await db.Subscriptions.Where(known => known.LicenseId == license.Id).ToListAsync();
        if (all.Where(known => known.TookEffect)
            .OrderBy(known => known.IsOver).ThenByDescending(known => known.CreatedAt).FirstOrDefault() is { } now)
            license.Put(now.Plan, now.LicenseStatus, now.TrialEndsAt ?? license.TrialEndsAt);
        return (row, true);
    }
}
