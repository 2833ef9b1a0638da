using SeoRankGenius.Credits.Billing.Events;
using SeoRankGenius.Credits.Billing.Stripe;

namespace SeoRankGenius.Credits.Billing.Subscriptions;

/// <summary>Starts a subscription: from a plan to the address of its checkout.</summary>
public sealed class StartSubscription(
    Writer writer,
    PlanPrices prices,
    CheckoutSessions sessions,
    OpenCheckout checkout,
    EventProcessor processor,
    PriceList catalog,
    TimeProvider time,
    ILogger<StartSubscription> log)
{
    /// <summary>
    /// Commits an order, then creates its checkout at Stripe. May be repeated: a license has one open order, and its
    /// owner is led to its checkout; starting another plan closes it. Refuses, in this order: an unknown plan
    /// (<see cref="RefusalCode.NotFound"/>), a suspended license, one that has a subscription
    /// (<see cref="RefusalCode.AlreadySubscribed"/>), a plan that is not for sale
    /// (<see cref="RefusalCode.PlanUnavailable"/>), one that another request is starting
    /// (<see cref="RefusalCode.CheckoutBusy"/>), and what Stripe rejects
    /// (<see cref="RefusalCode.CheckoutRefused"/>); throws <see cref="DependencyUnavailable"/> when Stripe cannot be
    /// reached. In the last cases nothing is charged.
    /// </summary>
    /// <returns>The address of Stripe's checkout page.</returns>
    public async Task<Uri> StartAsync(Subscriber by, string plan, ReturnUrls urls, CancellationToken cancellation)
    {
        var chosen = catalog.PaidPlan(plan)
            ?? throw new Refusal(RefusalCode.NotFound, "This plan is no longer offered. Please choose another.");
        await writer.RunAsync(db => RequireNoSubscriptionAsync(db, by.LicenseId), cancellation);
        var priceId = await prices.FindAsync(chosen, cancellation);
        try
        {
            return await checkout.OpenAsync(
                closedId => CommitAsync(by, chosen, priceId, closedId, cancellation), by, urls, cancellation);
        }
        catch (Refusal busy) when (busy.Code == RefusalCode.CheckoutBusy)
        {
            throw new Refusal(
                RefusalCode.CheckoutBusy, "Your plan is being started. Try again in a moment.", busy);
        }
    }

    private async Task<SubscriptionOrder> CommitAsync(
        Subscriber by, Plan plan, string priceId, Guid? closedId, CancellationToken cancellation)
    {
        var (order, replaced) = await writer.RunAsync(
            db => CommitAsync(db, by, plan, priceId, closedId), cancellation);
        if (order.Id != replaced?.Id)
            log.LogInformation(
                "Order {OrderId} of plan {Plan} for license {LicenseId} by {BuyerId}",
                order.Id, order.Plan, order.LicenseId, order.BuyerId);
        if (replaced?.StripeSessionId is { } sessionId && replaced.Id != order.Id && replaced.Id != closedId
            && !await sessions.ExpireAsync(sessionId, cancellation))
        {
            // The replaced order was paid a moment ago.
            await processor.ReadBackAsync(replaced, cancellation);
            await writer.RunAsync(db => RequireNoSubscriptionAsync(db, by.LicenseId), cancellation);
        }

        return order;
    }

    // The order to pay, and the one that was open before; the same one where it can still be paid.
    private async Task<(SubscriptionOrder Order, SubscriptionOrder? Open)> CommitAsync(
        CreditsDb db, Subscriber by, Plan plan, string priceId, Guid? closedId)
    {
        var license = await RequireNoSubscriptionAsync(db, by.LicenseId);
        var open = await db.SubscriptionOrders.SingleOrDefaultAsync(known =>
            known.LicenseId == by.LicenseId && known.Status == SubscriptionOrderStatus.Open);
        var trialDays = await HadTrialAsync(db, license) ? 0 : plan.TrialDays;
        await PlanPrice.RememberAsync(db, priceId, plan.Code);
        var order = SubscriptionOrder.Of(
            plan, catalog.Currency, priceId, trialDays, by, (time.GetUtcNow().UtcDateTime, OpenCheckout.Lifetime));
        return (await checkout.ReplaceAsync(db, open, order, closedId), open);
    }

    private async Task<License> RequireNoSubscriptionAsync(CreditsDb db, Guid licenseId)
    {
        var license = await db.Licenses.SingleAsync(known => known.Id == licenseId);
        license.StandingAt(catalog, time.GetUtcNow().UtcDateTime).RequireNotSuspended();
        return await db.Subscriptions.AnyAsync(Subscription.IsLiveOf(licenseId))
            ? throw new Refusal(
                RefusalCode.AlreadySubscribed,
                "This license already has a subscription. Change its plan instead of starting another.")
            : license;
    }

    // A license has one trial, whether started by an order or by an admin.
    private static async Task<bool> HadTrialAsync(CreditsDb db, License license) =>
        license.TrialEndsAt is not null
        || await db.Subscriptions.AnyAsync(known => known.LicenseId == license.Id && known.TrialEndsAt != null);
}
