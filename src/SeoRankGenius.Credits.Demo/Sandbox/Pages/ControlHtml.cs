using System.Globalization;
using SeoRankGenius.Credits.Demo.Sandbox.Api;
using SeoRankGenius.Credits.Demo.Sandbox.State;
using SeoRankGenius.Credits.Demo.Sandbox.Webhooks;

namespace SeoRankGenius.Credits.Demo.Sandbox.Pages;

/// <summary>
/// The control page's markup: how events travel, the sessions, their charges, the events; the newest first.
/// </summary>
internal static class ControlHtml
{
    private const int Shown = 50;

    public static Html Of(SandboxState state, Deliveries deliveries, Uri? webhookUrl) => $"""
        <div class="control">
        <h1>Stripe sandbox</h1>
        <p class="lead">What the demo’s Stripe knows. <a href="/">Look again</a></p>
        {Travel(state, deliveries, webhookUrl)}
        <h2 id="sessions">Checkout Sessions</h2>
        {Sessions(state)}
        <h2 id="charges">Charges, refunds and disputes</h2>
        {ChargesHtml.Of(state)}
        <h2 id="subscriptions">Subscriptions</h2>
        {SubscriptionsHtml.Of(state)}
        <h2 id="cards">Customers and saved cards</h2>
        {CardsHtml.Of(state)}
        <h2 id="events">Events</h2>
        {Events(state)}
        </div>
        """;

    private static Html Travel(SandboxState state, Deliveries deliveries, Uri? webhookUrl)
    {
        var waiting = state.Deliveries.Count;
        var count = waiting switch { 0 => "None waits", 1 => "One waits", _ => $"{Number(waiting)} wait" };
        var buttons = deliveries.Paused
            ? Html.Of($"""
                {Button("/deliveries/release", "Release in order")}
                {Button("/deliveries/release-newest-first", "Release newest first")}
                {Button("/deliveries/resume", "Resume, all at once")}
                {Button("/deliveries/give-up", "Give up, lose them")}
                """)
            : Button("/deliveries/pause", "Pause deliveries");
        return $"""
            <section class="panel travel" aria-label="Deliveries">
            <p>{(deliveries.Paused ? "Deliveries are paused." : "Deliveries go out as events happen.")} {count}.
            <small>To {webhookUrl?.ToString() ?? "nowhere yet: no webhook address is set"}</small></p>
            <div class="actions">{buttons}</div>
            </section>
            """;
    }

    private static Html Sessions(SandboxState state)
    {
        if (state.Sessions.Count == 0)
            return $"""<p class="panel empty">No session yet. Press Buy Now in the app to open one.</p>""";
        var rows = state.Sessions.AsEnumerable().Reverse().Take(Shown).Select(SessionRow);
        return $"""
            <div class="panel scroll" role="region" aria-labelledby="sessions" tabindex="0"><table>
            <thead><tr><th>Session</th><th>For</th><th class="amount">Amount</th><th>State</th>
            <th>Actions</th></tr></thead>
            <tbody>{rows}</tbody></table></div>
            """;
    }

    private static Html SessionRow(CheckoutSession session)
    {
        var actions = session switch
        {
            { Status: "open" } => Html.Of($"""
                <a class="button quiet" href="/c/pay/{session.Id}">Open page</a>
                {Button($"/sessions/{session.Id}/expire", "Expire")}
                """),
            { BankDebitPays: not null } => Html.Of($"""
                {Button($"/sessions/{session.Id}/debit-pays", "Debit pays")}
                {Button($"/sessions/{session.Id}/debit-fails", "Debit fails")}
                """),
            _ => Html.Empty,
        };
        var payment = session.Status == "complete" ? Badge(session.PaymentStatus) : Html.Empty;
        return $"""
            <tr><td><code title="{session.Id}">{Short(session.Id)}</code><small>{Time(session.CreatedAt)}</small></td>
            <td>{session.Items[0].Name}<small>{session.PayerEmail ?? session.CustomerEmail}</small></td>
            <td class="amount">{Currency.Format(Amounts.Of(session).Total, session.Currency)}</td>
            <td>{Badge(session.Status)} {payment}</td>
            <td><div class="actions">{actions}</div></td></tr>
            """;
    }

    private static Html Events(SandboxState state)
    {
        if (state.Events.Count == 0)
            return $"""<p class="panel empty">No event yet. Paying or expiring a session makes some.</p>""";
        var pending = state.Deliveries.Select(d => d.EventId).ToHashSet();
        var rows = state.Events.AsEnumerable().Reverse().Take(Shown).Select(e => EventRow(e, pending.Contains(e.Id)));
        return $"""
            <div class="panel scroll" role="region" aria-labelledby="events" tabindex="0"><table>
            <thead><tr><th>Event</th><th>Delivery</th><th class="amount">Attempts</th><th>Actions</th></tr></thead>
            <tbody>{rows}</tbody></table></div>
            """;
    }

    private static Html EventRow(StripeEvent entry, bool isPending)
    {
        var delivery = entry.DeliveredAt is not null ? "delivered" : isPending ? "waiting" : "given up";
        var last = entry.LastStatus is { } status
            ? Html.Of($"<small>last answer: {(status == 0 ? "none" : Number(status))}</small>")
            : Html.Empty;
        return $"""
            <tr><td>{entry.Type}
            <small><code title="{entry.Id}">{Short(entry.Id)}</code> {Time(entry.CreatedAt)}</small></td>
            <td>{Badge(delivery)}{last}</td>
            <td class="amount">{entry.Attempts}</td>
            <td><div class="actions">{Button($"/events/{entry.Id}/deliver", "Deliver again")}
            {Button($"/events/{entry.Id}/deliver-twice", "Twice at once")}</div></td></tr>
            """;
    }

    internal static Html Button(string action, string label) =>
        $"""<form method="post" action="{action}"><button class="quiet">{label}</button></form>""";

    internal static Html Badge(string state) =>
        $"""<span class="badge {state.Replace(' ', '-')}">{state.Replace('_', ' ')}</span>""";

    internal static string Short(string id) => id.Length <= 18 ? id : $"{id[..10]}…{id[^6..]}";

    private static string Number(int number) => number.ToString("N0", CultureInfo.InvariantCulture);

    internal static Html Time(DateTimeOffset at) =>
        $"""<time>{at.UtcDateTime.ToString("d MMM, HH:mm:ss", CultureInfo.InvariantCulture)} UTC</time>""";
}
