using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace SeoRankGenius.Credits.Demo.Sandbox.Pages;

/// <summary>The page of a Checkout Session, and the receipt and invoice of its payment.</summary>
internal sealed class CheckoutPages(Store store, Checkout checkout, string seller)
{
    public void Map(WebApplication app)
    {
        app.MapGet("/c/pay/{id}", (HttpContext http, string id, string? card) => Show(http, id, session =>
            CardForm.Of(session, card is not null && CardForm.Cards.ContainsKey(card) ? card : null)));
        app.MapPost("/c/pay/{id}", PayAsync);
        app.MapPost("/c/pay/{id}/code", ApplyCodeAsync);
        app.MapGet("/receipts/{id}", (HttpContext http, string id) => store.Read(state =>
            state.Charges.Find(charge => charge.Id == id) is { } charge
            && state.Sessions.Find(session => session.PaymentId == charge.PaymentId) is { } session
                ? Page.Show<Receipt>(http, new ReceiptModel(
                    $"Receipt from {seller}", $"{new Money(charge.Amount, charge.Currency)} paid by {charge.Email}",
                    session.Items.Select(item => (item.Name, (string?)null, Total(session, item)))))
                : Page.NotFound(http)));
        app.MapGet("/invoices/{id}", (HttpContext http, string id) => store.Read(state =>
            state.Invoices.Find(invoice => invoice.Id == id) is { } invoice
                ? Page.Show<Receipt>(http, new ReceiptModel(
                    $"Invoice from {seller}", $"{new Money(invoice.Due, invoice.Currency)}, {invoice.Status}",
                    invoice.Lines.Select(line =>
                        (line.Description, (string?)null, new Money(line.Amount, invoice.Currency).ToString()))))
                : Page.NotFound(http)));
    }

    private IResult Show(HttpContext http, string id, Func<CheckoutSession, CardForm> form, string? codeError = null)
    {
        checkout.CatchUp();
        return store.Read(state => state.Sessions.Find(session => session.Id == id) switch
        {
            null => Page.NotFound(http),
            { Status: "open" } session => Page.Show<Pay>(
                http, new PayModel(seller, session, form(session), codeError), 200, session.SuccessUrl,
                session.CancelUrl),
            var session => Page.Show<Receipt>(http, Closed(session)),
        });
    }

    private ReceiptModel Closed(CheckoutSession session)
    {
        var (title, text) = session switch
        {
            { Status: "expired" } => ("This checkout page has expired",
                "Nothing was paid. Start again from the shop to get a new page."),
            { PaymentStatus: not "unpaid" } => ("This order is paid",
                "You’re all done here, and this page takes no second payment."),
            { BankDebitPays: null } => ("Your bank debit failed",
                "The bank did not pay it. You were not charged; start again from the shop."),
            _ => ("Your bank debit is pending", "The order is placed. The bank debit is paid or fails later."),
        };
        return new ReceiptModel(
            title, text, session.Items.Select(item => (item.Name, item.Description, Total(session, item))),
            session.Status == "expired" ? session.CancelUrl : session.Landing.AbsoluteUri, seller);
    }

    private async Task<IResult> PayAsync(HttpContext http, string id)
    {
        checkout.CatchUp();
        var fields = await http.Request.ReadFormAsync();
        var session = store.Read(state => state.Sessions.Find(s => s.Id == id));
        if (session?.Status != "open")
            return Show(http, id, s => CardForm.Of(s, null));
        var form = CardForm.Posted(fields, session, store.Now);
        if (form.Errors.Count > 0 || (form.Way.IsBankDebit() && !session.TakesBankDebits))
            return Show(http, id, _ => form);
        if (checkout.Pay(id, form.Way, form.Email) == PayOutcome.Complete)
            return Page.SeeOther(http, session.Landing.AbsoluteUri);
        form.Errors["number"] = "Your card was declined. Nothing was paid; try another card.";
        return Show(http, id, _ => form);
    }

    private async Task<IResult> ApplyCodeAsync(HttpContext http, string id)
    {
        var code = (await http.Request.ReadFormAsync())["code"].ToString().Trim();
        var exists = store.Read(state => state.Sessions.Exists(s => s.Id == id));
        return !exists || checkout.ApplyCode(id, code.Length == 0 ? null : code)
            ? Page.SeeOther(http, $"/c/pay/{Uri.EscapeDataString(id)}")
            : Show(http, id, s => CardForm.Of(s, null), $"“{code}” is not a valid code.");
    }

    private static string Total(CheckoutSession session, LineItem item) =>
        new Money(Amounts.Of(session, item).Total, session.Currency).ToString();
}
