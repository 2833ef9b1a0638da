using SeoRankGenius.Credits.Demo.Sandbox.Api;
using SeoRankGenius.Credits.Demo.Sandbox.State;

namespace SeoRankGenius.Credits.Demo.Sandbox.Pages;

/// <summary>The half of the checkout page that is filled in.</summary>
internal static class PayHtml
{
    public static Html Section(CheckoutSession session, CardForm form)
    {
        var total = Amounts.Of(session).Total;
        var isFree = total == 0 && session.Terms is null;
        var button = session.Terms switch
        {
            { TrialDays: > 0 } => "Start trial",
            not null => "Subscribe, pay " + Currency.Format(total, session.Currency),
            _ => isFree ? "Complete order" : "Pay " + Currency.Format(total, session.Currency),
        };
        var isFilled = form.Number.Length > 0 && form.Errors.Count == 0;
        return $"""
            <section class="panel pay" aria-label="Payment">
            <form id="fill" method="get" action="/c/pay/{session.Id}"></form>
            <form method="post" action="/c/pay/{session.Id}" novalidate>
            {Email(session, form)}
            {(isFree ? Html.Empty : Ways(session, form))}
            <button class="main" {(isFilled ? "autofocus" : "")}>{button}</button>
            </form>
            <p class="hint">This page stands in for Stripe Checkout. Do not enter a real card.</p>
            </section>
            """;
    }

    private static Html Email(CheckoutSession session, CardForm form) => Field.Text(
        "email", "Email", form.Email, form.Errors.GetValueOrDefault("email"),
        session.KnownEmail is null
            ? Html.Of($"""type="email" autocomplete="email" """)
            : Html.Of($"""type="email" readonly"""));

    private static Html Ways(CheckoutSession session, CardForm form)
    {
        var bank = session.TakesBankDebits
            ? Html.Of($"""
                {Way(TestCard.BankDebitThatSucceeds, "Bank debit, pays later", form)}
                {Way(TestCard.BankDebitThatFails, "Bank debit, fails later", form)}
                """)
            : Html.Empty;
        return $"""
            <fieldset class="ways"><legend>Pay with</legend>
            {Way(TestCard.Card, "Card", form)}
            <div class="card-fields">{Card(session, form)}</div>
            {bank}
            </fieldset>
            """;
    }

    private static Html Way(TestCard way, string label, CardForm form)
    {
        var isChosen = form.Way == way || (way == TestCard.Card && CardForm.Cards.Values.Contains(form.Way));
        return $"""
            <label class="way"><input type="radio" name="way" value="{way.ToString()}" {(isChosen ? "checked" : "")}>
            {label}</label>
            """;
    }

    private static Html Card(CheckoutSession session, CardForm form)
    {
        string? Error(string name) => form.Errors.GetValueOrDefault(name);
        return $"""
            {Field.Text("number", "Card number", form.Number, Error("number"),
                Digits("1234 1234 1234 1234", 23))}
            <div class="pair">
            {Field.Text("expiry", "Expiry", form.Expiry, Error("expiry"),
                Digits("MM / YY", 7))}
            {Field.Text("cvc", "CVC", form.Cvc, Error("cvc"),
                Digits("123", 4))}
            </div>
            <div class="hints" role="group" aria-labelledby="hints-title">
            <p class="hint" id="hints-title">Test cards — choose one to fill it in:</p>
            {CardForm.Cards.Where(card => IsOffered(session, card.Value))
                .Select(card => Hint(card.Key, Does(card.Value)))}
            </div>
            """;
    }

    // What becomes of a saved card later matters only where it is saved.
    private static bool IsOffered(CheckoutSession session, TestCard card) =>
        session.SetupFutureUsage is not null || session.Terms is not null || card is TestCard.Card or TestCard.Declined;

    private static string Does(TestCard card) => card switch
    {
        TestCard.Declined => "is declined",
        TestCard.DeclinesLater => "pays now, is declined later",
        TestCard.AsksLater => "pays now, asks for you later",
        _ => "pays",
    };

    // In a form of their own: in the pay form, the first of them would be what the Enter key presses.
    private static Html Hint(string number, string does) => $"""
        <button class="quiet" form="fill" name="card" value="{number}">
        <span class="number">{number}</span> {does}</button>
        """;

    private static Html Digits(string example, int length) =>
        $"""inputmode="numeric" autocomplete="off" placeholder="{example}" maxlength="{length}" """;
}
