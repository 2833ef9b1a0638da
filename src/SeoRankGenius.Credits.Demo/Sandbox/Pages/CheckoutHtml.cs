using System.Globalization;
using SeoRankGenius.Credits.Demo.Sandbox.State;
using SeoRankGenius.Credits.Demo.Sandbox.Api;

namespace SeoRankGenius.Credits.Demo.Sandbox.Pages;

/// <summary>The checkout page's markup: what is bought on one side, how it is paid on the other.</summary>
internal sealed class CheckoutHtml(string sellerName)
{
    public Html Open(CheckoutSession session, CardForm form, string? codeError) => Html.Of($"""
        <div class="checkout">
        {Summary(session, codeError)}
        {PayHtml.Section(session, form)}
        </div>
        """);

    public static string ClosedTitle(CheckoutSession session) => session switch
    {
        { Status: "expired" } => "This checkout page has expired",
        { PaymentStatus: not "unpaid" } => "This order is paid",
        { BankDebitPays: null } => "Your bank debit failed",
        _ => "Your bank debit is on its way",
    };

    public Html Closed(CheckoutSession session)
    {
        var back = session.Status == "expired" ? session.CancelUrl : session.Landing.AbsoluteUri;
        var text = session switch
        {
            { Status: "expired" } => "Nothing was paid. Start again from the shop to get a new page.",
            { PaymentStatus: not "unpaid" } => "You’re all done here, and this page takes no second payment.",
            { BankDebitPays: null } => "The bank did not pay it. Nothing was taken; start again from the shop.",
            _ => "The order is placed. Bank debits are paid or fail later; the shop is told then.",
        };
        return $"""
            <section class="panel closed">
            <h1>{ClosedTitle(session)}</h1>
            <p>{text}</p>
            <ul class="items">{session.Items.Select(item => Item(session, item))}</ul>
            {(back is null ? Html.Empty : Html.Of($"""<a class="button" href="{back}">Return to {sellerName}</a>"""))}
            </section>
            """;
    }

    public static Html Unknown() => $"""
        <section class="panel closed">
        <h1>No such checkout page</h1>
        <p>The sandbox does not know this session. It may have been started anew; begin again from the shop.</p>
        </section>
        """;

    private Html Summary(CheckoutSession session, string? codeError)
    {
        var back = session.CancelUrl is { } url
            ? Html.Of($"""<a class="back" href="{url}"><span aria-hidden="true">←</span> Back to {sellerName}</a>""")
            : Html.Empty;
        return $"""
            <section class="summary" aria-labelledby="pay-title">
            {back}
            <h1 id="pay-title">Pay {sellerName}
            <span class="total">{Money(session, Amounts.Of(session).Total)}</span></h1>
            <ul class="items">{session.Items.Select(item => Item(session, item))}</ul>
            {Code(session, codeError)}
            {Sums(session)}
            </section>
            """;
    }

    private static Html Item(CheckoutSession session, LineItem item)
    {
        var quantity = item.Quantity.ToString("N0", CultureInfo.InvariantCulture);
        var each = item.Quantity == 1
            ? Html.Empty
            : Html.Of($"<small>{quantity} × {Money(session, item.UnitAmountCents)}</small>");
        var about = item.Description is null ? Html.Empty : Html.Of($"<small>{item.Description}</small>");
        var price = Money(session, Amounts.Of(session, item).Subtotal);
        return $"<li><span><b>{item.Name}</b>{about}{each}</span> <b>{price}</b></li>";
    }

    private static Html Code(CheckoutSession session, string? error)
    {
        var action = $"/c/pay/{session.Id}/code";
        if (session.AllowPromotionCodes != true)
            return Html.Empty;
        if (session.PromotionCode is { } applied)
            return $"""
                <form class="code" method="post" action="{action}">
                <p><b>{applied}</b> takes {Amounts.PercentOff[applied]} % off</p>
                <button class="quiet" name="code" value="">Remove</button>
                </form>
                """;
        return $"""
            <form class="code" method="post" action="{action}">
            <div class="field"><label for="code">Promotion code</label>
            <input id="code" name="code" autocomplete="off" {Field.Described("code", error)}>
            {Field.Message("code", error)}
            <p class="hint">SAVE20 takes 20 % off, FREE100 makes it free.</p></div>
            <button class="quiet">Apply</button>
            </form>
            """;
    }

    private static Html Sums(CheckoutSession session)
    {
        var amounts = Amounts.Of(session);
        Html Row(string name, long amount, string sign = "") =>
            $"<div><dt>{name}</dt><dd>{sign}{Money(session, amount)}</dd></div>";
        var parts = new List<Html>();
        if (amounts.Total != amounts.Subtotal || amounts.Discount > 0)
            parts.Add(Row("Subtotal", amounts.Subtotal));
        if (amounts.Discount > 0)
            parts.Add(Row("Discount", amounts.Discount, "−"));
        if (amounts.Tax > 0)
            parts.Add(Row("Tax, 10 %", amounts.Tax));
        parts.Add(Row("Total due", amounts.Total));
        return $"""<dl class="sums">{parts}</dl>""";
    }

    private static string Money(CheckoutSession session, long amount) => Currency.Format(amount, session.Currency);
}
