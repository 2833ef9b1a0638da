using SeoRankGenius.Credits.Demo.Sandbox.Api;
using SeoRankGenius.Credits.Demo.Sandbox.State;

namespace SeoRankGenius.Credits.Demo.Sandbox.Pages;

/// <summary>Customers with their saved cards, what was charged without them, and what the next charge meets.</summary>
internal static class CardsHtml
{
    private const int Shown = 50;

    public static Html Of(SandboxState state)
    {
        if (state.Customers.Count == 0)
            return $"""<p class="panel empty">No customer yet. Setting up an automatic top-up makes one.</p>""";
        return $"""
            {Next(state)}
            <div class="panel scroll" role="region" aria-labelledby="cards" tabindex="0"><table>
            <thead><tr><th>Customer</th><th>Saved card</th><th>When it is charged later</th></tr></thead>
            <tbody>{state.Customers.AsEnumerable().Reverse().Take(Shown).Select(one => Rows(state, one))}</tbody>
            </table></div>
            {Charges(state)}
            """;
    }

    private static Html Next(SandboxState state)
    {
        var next = state.NextCharge switch
        {
            null => "goes as its card says",
            TestCard.Card => "pays",
            TestCard.AsksLater => "asks for its owner",
            _ => "is declined",
        };
        return $"""
            <section class="panel travel" aria-label="The next charge without its owner">
            <p>The next charge of a saved card {next}.
            <small>A lost answer charges the card, and then closes the connection.</small></p>
            <div class="actions">
            {ControlHtml.Button("/charges/next-declines", "Next one is declined")}
            {ControlHtml.Button("/charges/next-asks", "Next one asks for its owner")}
            {ControlHtml.Button("/charges/next-lost", "Next answer is lost")}
            </div>
            </section>
            """;
    }

    private static Html Rows(SandboxState state, Customer customer)
    {
        var cards = state.PaymentMethods.Where(method => method.CustomerId == customer.Id).ToList();
        var name = Html.Of($"""
            <td>{customer.Email}<small><code title="{customer.Id}">{ControlHtml.Short(customer.Id)}</code></small></td>
            """);
        return cards.Count == 0
            ? Html.Of($"<tr>{name}<td>none</td><td></td></tr>")
            : Html.Of($"{cards.Select(card => Row(name, card))}");
    }

    private static Html Row(Html name, PaymentMethod card) => $"""
        <tr>{name}<td>{card.Type.Replace('_', ' ')} ending in {card.Last4}
        <small><code title="{card.Id}">{ControlHtml.Short(card.Id)}</code></small></td>
        <td>{Later(card.Card)}</td></tr>
        """;

    private static string Later(TestCard card) => card switch
    {
        TestCard.DeclinesLater => "is declined",
        TestCard.AsksLater => "asks for its owner",
        _ => "pays",
    };

    private static Html Charges(SandboxState state)
    {
        var charged = state.Payments.Where(payment => payment.IsOffSession).Reverse().Take(Shown).ToList();
        if (charged.Count == 0)
            return $"""<p class="panel empty">No saved card was charged yet.</p>""";
        return $"""
            <h2 id="off-session">Charges without the buyer</h2>
            <div class="panel scroll" role="region" aria-labelledby="off-session" tabindex="0"><table>
            <thead><tr><th>Payment</th><th class="amount">Amount</th><th>State</th><th>Actions</th></tr></thead>
            <tbody>{charged.Select(payment => Row(state, payment))}</tbody></table></div>
            """;
    }

    private static Html Row(SandboxState state, Payment payment)
    {
        var charge = state.Charges.First(one => one.Id == payment.LatestChargeId);
        var left = charge.AmountCents - state.RefundedCents(charge);
        Html refund = charge.Status != "succeeded" || left == 0
            ? Html.Empty
            : ControlHtml.Button($"/charges/{charge.Id}/refund-all", "Refund all");
        return $"""
            <tr><td>{payment.Description}<small><code title="{payment.Id}">{ControlHtml.Short(payment.Id)}</code>
            {ControlHtml.Time(payment.CreatedAt)}</small></td>
            <td class="amount">{Currency.Format(payment.AmountCents, payment.Currency)}</td>
            <td>{ControlHtml.Badge(charge.DeclineCode ?? charge.Status)}</td>
            <td><div class="actions">{refund}</div></td></tr>
            """;
    }
}
