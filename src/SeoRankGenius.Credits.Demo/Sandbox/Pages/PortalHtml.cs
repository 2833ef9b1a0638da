using SeoRankGenius.Credits.Demo.Sandbox.Api;
using SeoRankGenius.Credits.Demo.Sandbox.State;

namespace SeoRankGenius.Credits.Demo.Sandbox.Pages;

/// <summary>The billing portal's markup: a change to confirm, or all that a customer may do.</summary>
internal sealed class PortalHtml(string sellerName)
{
    public Html Of(SandboxState state, PortalSession portal)
    {
        var back = portal.ReturnUrl is { } url
            ? Html.Of($"""<a class="back" href="{url}"><span aria-hidden="true">←</span> Back to {sellerName}</a>""")
            : Html.Empty;
        var parts = portal.Change is { } change
            ? [Confirm(state, portal, change)]
            : state.Subscriptions.Where(s => s.CustomerId == portal.CustomerId).Reverse()
                .Select(s => Of(state, portal, s)).ToList();
        return $"""
            <div class="control">
            {back}
            <h1>Billing</h1>
            <p class="lead">This page stands in for Stripe’s billing portal.</p>
            {parts}
            </div>
            """;
    }

    private static Html Confirm(SandboxState state, PortalSession portal, PortalChange change)
    {
        var subscription = state.Subscription(change.SubscriptionId);
        var (old, now) = (state.Price(subscription.PriceId), state.Price(change.PriceId));
        var when = subscription.Status == "trialing"
            ? "The trial goes on; nothing is due today."
            : "The rest of this month is settled today.";
        return $"""
            <section class="panel closed">
            <h1>Confirm your change</h1>
            <p>From <b>{old.Name}</b>, {Money(old)}, to <b>{now.Name}</b>, {Money(now)}. {when}</p>
            <form method="post" action="/p/session/{portal.Id}/confirm"><button class="main">Confirm</button></form>
            </section>
            """;
    }

    private static Html Of(SandboxState state, PortalSession portal, Subscription subscription)
    {
        var price = state.Price(subscription.PriceId);
        var card = state.PaymentMethods.Find(m => m.Id == subscription.PaymentMethodId)?.Last4;
        Html Button(string verb, string label, Html fields) => $"""
            <form method="post" action="/p/session/{portal.Id}/{verb}">
            <input type="hidden" name="subscription" value="{subscription.Id}">{fields}
            <button class="quiet">{label}</button></form>
            """;
        var changes = state.Prices.Where(p => p.LookupKey is not null && p.Id != price.Id).Select(other => Button(
            "change", $"Change to {other.Name}", $"""<input type="hidden" name="price" value="{other.Id}">"""));
        var actions = subscription.IsOver ? Html.Empty : Html.Of($"""
            {changes}
            {(subscription.CancelAtPeriodEnd
                ? Button("renew", "Do not cancel", Html.Empty) : Button("cancel", "Cancel plan", Html.Empty))}
            {Button("card", "Use card 4242, which pays",
                $"""<input type="hidden" name="card" value="pays">""")}
            {Button("card", "Use card 0341, which is declined",
                $"""<input type="hidden" name="card" value="declines">""")}
            """);
        return $"""
            <section class="panel closed">
            <h2>{price.Name} {ControlHtml.Badge(subscription.Status)}</h2>
            <p>{Money(price)}, {(subscription.CancelAtPeriodEnd ? "ends" : "until")}
            {SubscriptionsHtml.Date(subscription.PeriodEnd)}. Card ending in {card}.</p>
            <div class="actions">{actions}</div>
            <ul class="items">{state.Invoices.Where(i => i.SubscriptionId == subscription.Id).Select(Invoice)}</ul>
            </section>
            """;
    }

    private static Html Invoice(Invoice invoice) => $"""
        <li><a href="/invoices/{invoice.Id}">{SubscriptionsHtml.Date(invoice.CreatedAt)}</a>
        <b>{Currency.Format(invoice.TotalCents, invoice.Currency)}, {invoice.Status}</b></li>
        """;

    private static string Money(RecurringPrice price) =>
        $"{Currency.Format(price.AmountCents, price.Currency)} per {price.Interval}";
}
