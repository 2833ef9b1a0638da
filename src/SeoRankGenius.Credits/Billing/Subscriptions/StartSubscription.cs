using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using SeoRankGenius.Credits.Billing.Stripe;
using SeoRankGenius.Credits.Catalog;
using SeoRankGenius.Credits.Data;
using SeoRankGenius.Credits.Licensing;

namespace SeoRankGenius.Credits.Billing.Subscriptions;

/// <summary>Starts a plan: from the plan to the address of its checkout.</summary>
public sealed class StartSubscription(
    Writer writer,
    PlanPrices prices,
    StripeCustomers customers,
    SubscriptionCheckouts checkouts,
    CheckoutSessions sessions,
    SubscriptionSync following,
    PriceList catalog,
    TimeProvider time,
    ILogger<StartSubscription> log)
{
    // How long a checkout stays open, and how long a click may need to get its address from Stripe.
    private static readonly TimeSpan Open = TimeSpan.FromHours(1), Opening = TimeSpan.FromMinutes(5);

    /// <summary>
    /// Commits an order, then opens its checkout at Stripe. Pressed twice, it leads to the same open checkout: a
    /// license has one open order, and starting another plan closes it. Refuses, in this order: an unknown plan
    /// (<see cref="RefusalCode.NotFound"/>), a suspended license, one that has a subscription
    /// (<see cref="RefusalCode.AlreadySubscribed"/>), a plan that is not for sale
    /// (<see cref="RefusalCode.PlanUnavailable"/>), and what Stripe refuses
    /// (<see cref="RefusalCode.CheckoutRefused"/>); throws <see cref="DependencyUnavailable"/> when Stripe can't be
    /// reached. In the last cases nothing is charged.
    /// </summary>
    /// <returns>The address of Stripe's checkout page.</returns>
    public async Task<Uri> StartAsync(Subscriber by, string plan, ReturnUrls urls, CancellationToken cancellation)
    {
        var chosen = catalog.PaidPlan(plan)
            ?? throw new Refusal(RefusalCode.NotFound, "This plan is no longer offered. Please choose another.");
        await writer.RunAsync(db => RequireFreeToStartAsync(db, by.LicenseId), cancellation);
        var priceId = await prices.FindAsync(chosen, cancellation);

        var (order, replaced) = await CommitAsync(by, chosen, priceId, cancellation);
        if (replaced is not null && !await CloseAsync(replaced, cancellation))
            await writer.RunAsync(db => RequireFreeToStartAsync(db, by.LicenseId), cancellation);
        if (order.StripeSessionId is { } sessionId)
        {
            if (await sessions.ReadAsync(sessionId, cancellation) is { Status: "open", Url: { } url })
                return new Uri(url);

            // It was completed or ran out, and no event has told us yet.
            await following.SettleAsync(order, cancellation);
            (order, _) = await CommitAsync(by, chosen, priceId, cancellation, closedId: order.Id);
        }

        return await OpenAsync(order, by, urls, cancellation);
    }

    private async Task<(SubscriptionOrder Order, SubscriptionOrder? Replaced)> CommitAsync(
        Subscriber by, Plan plan, string priceId, CancellationToken cancellation, Guid? closedId = null)
    {
        var (order, replaced, isNew) = await writer.RunAsync(
            async db =>
            {
                var license = await RequireFreeToStartAsync(db, by.LicenseId);
                var open = await db.SubscriptionOrders.SingleOrDefaultAsync(known =>
                    known.LicenseId == by.LicenseId && known.Status == SubscriptionOrderStatus.Open);
                var trialDays = await MayTryAsync(db, license) ? plan.TrialDays : 0;
                var made = SubscriptionOrder.Of(
                    plan, catalog.Currency, priceId, trialDays, by, (time.GetUtcNow().UtcDateTime, Open));
                if (open is not null && open.Id != closedId && IsAlike(open, made))
                    return (open, null, false);

                // Abandoned before Stripe answered, of another plan, or offered on other terms since.
                open?.Advance(SubscriptionOrderStatus.Failed, "Replaced by a newer checkout.");
                await db.SaveChangesAsync();
                db.SubscriptionOrders.Add(made);
                await db.SaveChangesAsync();
                return (made, open, true);
            },
            cancellation);
        if (isNew)
            log.LogInformation(
                "Order {OrderId} of plan {Plan} for license {LicenseId} by {BuyerId}",
                order.Id, order.Plan, order.LicenseId, order.BuyerId);
        return (order, replaced);
    }

    private bool IsAlike(SubscriptionOrder open, SubscriptionOrder made) =>
        (open.Plan, open.StripePriceId, open.PriceCents, open.TrialDays, open.BuyerId)
            == (made.Plan, made.StripePriceId, made.PriceCents, made.TrialDays, made.BuyerId)
        && (open.StripeSessionId is not null || open.CreatedAt + Opening > time.GetUtcNow().UtcDateTime);

    private static async Task<License> RequireFreeToStartAsync(CreditsDb db, Guid licenseId)
    {
        var license = await db.Licenses.SingleAsync(known => known.Id == licenseId);
        if (license.Status == LicenseStatus.Suspended)
            throw new Refusal(RefusalCode.LicenseSuspended, "This license is suspended. Please contact support.");
        return await db.Subscriptions.AnyAsync(Subscription.IsLiveOf(licenseId))
            ? throw new Refusal(
                RefusalCode.AlreadySubscribed, "This license has a subscription already; it is not paid for twice.")
            : license;
    }

    // A license is on trial once in its life, whoever gave it the trial.
    private static async Task<bool> MayTryAsync(CreditsDb db, License license) =>
        license.TrialEndsAt is null
        && !await db.Subscriptions.AnyAsync(known => known.LicenseId == license.Id && known.TrialEndsAt != null);

    // False when the one that is replaced was paid a moment ago.
    private async Task<bool> CloseAsync(SubscriptionOrder replaced, CancellationToken cancellation)
    {
        if (replaced.StripeSessionId is not { } sessionId
            || await checkouts.CloseAsync(sessionId, cancellation))
            return true;
        await following.SettleAsync(replaced, cancellation);
        return false;
    }

    private async Task<Uri> OpenAsync(
        SubscriptionOrder order, Subscriber by, ReturnUrls urls, CancellationToken cancellation)
    {
        try
        {
            var customerId = await customers.OfAsync(by.LicenseId, by.Email, cancellation);
            var session = await checkouts.CreateAsync(order, customerId, urls, cancellation);
            await KeepAsync(order.Id, found => found.StripeSessionId ??= session.Id);
            log.LogInformation("Order {OrderId} has session {SessionId}", order.Id, session.Id);
            return new Uri(session.Url);
        }
        catch (Exception no) when (no is Refusal or DependencyUnavailable)
        {
            log.LogWarning(no, "Order {OrderId} got no checkout", order.Id);
            await KeepAsync(order.Id, found => Fail(found, no.Message));
            throw;
        }
    }

    // A second click at the same moment may have got the checkout that this one did not.
    private static void Fail(SubscriptionOrder order, string reason)
    {
        if (order.StripeSessionId is null)
            order.Advance(SubscriptionOrderStatus.Failed, reason);
    }

    // Not given up when the buyer closes the tab: Stripe has the session by now.
    private Task KeepAsync(Guid orderId, Action<SubscriptionOrder> change) => writer.RunAsync(async db =>
    {
        change(await db.SubscriptionOrders.SingleAsync(known => known.Id == orderId));
        await db.SaveChangesAsync();
    });
}
