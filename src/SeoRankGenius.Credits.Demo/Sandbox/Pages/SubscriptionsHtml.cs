using System.Globalization;
using SeoRankGenius.Credits.Demo.Sandbox.Api;
using SeoRankGenius.Credits.Demo.Sandbox.State;

namespace SeoRankGenius.Credits.Demo.Sandbox.Pages;

/// <summary>Who subscribed to what, and buttons that move time on and let cards fail.</summary>
internal static class SubscriptionsHtml
{
    private const int Shown = 50;

    public static Html Of(SandboxState state)
    {
        if (state.Subscriptions.Count == 0)
            return $"""<p class="panel empty">No subscription yet. Start a plan in the app to make one.</p>""";
        var rows = state.Subscriptions.AsEnumerable().Reverse().Take(Shown).Select(s => Row(state, s));
        return $"""
            <div class="panel scroll" role="region" aria-labelledby="subscriptions" tabindex="0"><table>
            <thead><tr><th>Subscription</th><th>State</th><th>Invoices</th><th>Actions</th></tr></thead>
            <tbody>{rows}</tbody></table></div>
            """;
    }

    private static Html Row(SandboxState state, Subscription subscription)
    {
        Html Button(string verb, string label) =>
            ControlHtml.Button($"/subscriptions/{subscription.Id}/{verb}", label);
        var price = state.Price(subscription.PriceId);
        var actions = subscription.IsOver ? Html.Empty : Html.Of($"""
            {Button("next", Next(subscription))}
            {Button("week", "7 days on")}
            {Button("card-fails", "Card fails from now on")}
            {Button("card-pays", "Card pays again")}
            {(subscription.CancelAtPeriodEnd
                ? Button("keep", "Do not cancel") : Button("cancel-later", "Cancel at period end"))}
            {Button("cancel", "Cancel now")}
            {(subscription.Status == "paused" ? Button("resume", "Resume") : Button("pause", "Pause"))}
            """);
        return $"""
            <tr><td>{price.Name}<small><code title="{subscription.Id}">{ControlHtml.Short(subscription.Id)}</code>
            {Currency.Format(price.AmountCents, price.Currency)} per {price.Interval}</small></td>
            <td>{ControlHtml.Badge(subscription.Status)}
            <small>{(subscription.CancelAtPeriodEnd ? "ends" : "until")} {Date(subscription.PeriodEnd)}</small></td>
            <td>{state.Invoices.Where(i => i.SubscriptionId == subscription.Id).Select(Invoice)}</td>
            <td><div class="actions">{actions}</div></td></tr>
            """;
    }

    private static string Next(Subscription subscription) => subscription switch
    {
        { TriesAgainAt: { } again } when again < subscription.PeriodEnd => "On to the next attempt",
        { CancelAtPeriodEnd: true } => "On to its end",
        { Status: "trialing" } => "On to the trial’s end",
        _ => "On to the next renewal",
    };

    private static Html Invoice(Invoice invoice) => $"""
        <small><a href="/invoices/{invoice.Id}">{Currency.Format(invoice.TotalCents, invoice.Currency)}</a>
        {invoice.Status}, {Date(invoice.CreatedAt)}</small>
        """;

    public static string Date(DateTimeOffset at) => at.UtcDateTime.ToString("d MMM yyyy", CultureInfo.InvariantCulture);
}
