using Stripe;
using Stripe.BillingPortal;
using Subscription = SeoRankGenius.Credits.Billing.Subscriptions.Subscription;

namespace SeoRankGenius.Credits.Billing.Stripe;

/// <summary>
/// Opens Stripe's billing portal for a license: cards, invoices, cancellation and changes of plan, which the owner
/// confirms there. Changes arrive as events. Not for a viewer of one site: it shows billing details. Throws
/// <see cref="DependencyUnavailable"/> when Stripe cannot be reached, <see cref="Refusal"/>
/// (<see cref="RefusalCode.CheckoutRefused"/>) when Stripe rejects the request. May be repeated.
/// </summary>
public sealed class BillingPortal(
    StripeGateway stripe, StripeCustomers customers, PlanPrices prices, PriceList catalog, Reader reader)
{
    private const string Refused = "Stripe did not open the billing page.";

    /// <summary>
    /// The portal's first page. Refuses a license without a customer with
    /// <see cref="RefusalCode.NotFound"/>.
    /// </summary>
    public async Task<Uri> OpenAsync(Guid licenseId, string returnUrl, CancellationToken cancellation) =>
        await OpenAsync(
            licenseId,
            new SessionCreateOptions
            {
                Customer = await CustomerAsync(licenseId, cancellation), ReturnUrl = returnUrl,
            },
            cancellation);

    /// <summary>
    /// The portal's page to confirm another plan and its cost. Refuses, in this order, an
    /// unknown plan and a license without a subscription (<see cref="RefusalCode.NotFound"/>), and a plan that is not
    /// for sale (<see cref="RefusalCode.PlanUnavailable"/>).
    /// </summary>
    public async Task<Uri> ChangeAsync(
        Guid licenseId, string plan, string returnUrl, CancellationToken cancellation)
    {
        var chosen = catalog.PaidPlan(plan)
            ?? throw new Refusal(RefusalCode.NotFound, "This plan is no longer offered. Please choose another.");
        var customer = await CustomerAsync(licenseId, cancellation);
        var id = await reader.RunAsync(db => db.Subscriptions.Where(Subscription.IsLiveOf(licenseId))
            .Select(known => known.Id).SingleOrDefaultAsync(cancellation));
        var subscription = id is null ? null : await stripe.FindAsync(client =>
            new SubscriptionService(client).GetAsync(id, cancellationToken: cancellation));
        if (subscription?.Items?.Data is not [{ } item])
            throw new Refusal(RefusalCode.NotFound, "This license has no subscription to change.");

        var priceId = await prices.FindAsync(chosen, cancellation);
        return await OpenAsync(
            licenseId,
            new SessionCreateOptions
            {
                Customer = customer,
                ReturnUrl = returnUrl,
                FlowData = Confirm(subscription.Id, item.Id, priceId, returnUrl),
            },
            cancellation);
    }

    private static SessionFlowDataOptions Confirm(
        string subscriptionId, string itemId, string priceId, string returnUrl) => new()
    {
        Type = "subscription_update_confirm",
        SubscriptionUpdateConfirm = new()
        {
            Subscription = subscriptionId,
            Items = [new() { Id = itemId, Price = priceId, Quantity = 1 }],
        },
        AfterCompletion = new() { Type = "redirect", Redirect = new() { ReturnUrl = returnUrl } },
    };

    private async Task<string> CustomerAsync(Guid licenseId, CancellationToken cancellation) =>
        await reader.RunAsync(db => db.Licenses.Where(known => known.Id == licenseId)
            .Select(known => known.StripeCustomerId).SingleOrDefaultAsync(cancellation))
        ?? throw new Refusal(RefusalCode.NotFound, "Nothing was paid for this license yet, so there is no billing.");

    private async Task<Uri> OpenAsync(Guid licenseId, SessionCreateOptions options, CancellationToken cancellation)
    {
        var email = await reader.RunAsync(db => (
            from license in db.Licenses
            join owner in db.Users on license.OwnerId equals owner.Id
            where license.Id == licenseId
            select owner.Email!).SingleAsync(cancellation));
        var session = await customers.WithAsync(
            (licenseId, email),
            options.Customer,
            customer =>
            {
                options.Customer = customer.Id;
                return stripe.AskAsync(
                    client => new SessionService(client).CreateAsync(options, cancellationToken: cancellation),
                    Refused);
            },
            cancellation);
        return new Uri(session.Url);
    }
}
