using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using SeoRankGenius.Credits.Demo.Sandbox.Api;
using SeoRankGenius.Credits.Demo.Sandbox.State;

namespace SeoRankGenius.Credits.Demo.Sandbox.Pages;

/// <summary>What stands behind a charge's receipt link and an invoice's.</summary>
internal sealed class ReceiptPage(Store store, string sellerName)
{
    public void Map(WebApplication app)
    {
        app.MapGet("/receipts/{id}", (HttpContext http, string id) => Show(http, "Receipt", state =>
        {
            var charge = state.Charges.Find(c => c.Id == id);
            return charge is null ? null : state.Sessions.Find(s => s.PaymentId == charge.PaymentId);
        }));
        app.MapGet("/invoices/{id}", (HttpContext http, string id) =>
            store.Read(state => state.Invoices.Find(i => i.Id == id)) is { } invoice
                ? Page.Show(http, $"Invoice from {sellerName}", Markup(invoice))
                : Show(http, "Invoice", state => state.Sessions.Find(s => s.InvoiceId == id)));
    }

    private IResult Show(HttpContext http, string what, Func<SandboxState, CheckoutSession?> find) =>
        store.Read(find) is { } session
            ? Page.Show(http, $"{what} from {sellerName}", Markup(what, session))
            : Page.Show(http, "No such page", CheckoutHtml.Unknown(), StatusCodes.Status404NotFound);

    private Html Markup(string what, CheckoutSession session) => $"""
        <section class="panel closed">
        <h1>{what} from {sellerName}</h1>
        <p>{Currency.Format(Amounts.Of(session).Total, session.Currency)} paid by {session.PayerEmail}</p>
        <ul class="items">{session.Items.Select(item => Item(session, item))}</ul>
        </section>
        """;

    private Html Markup(Invoice invoice) => $"""
        <section class="panel closed">
        <h1>Invoice from {sellerName}</h1>
        <p>{Currency.Format(invoice.TotalCents, invoice.Currency)}, {invoice.Status}</p>
        <ul class="items">{invoice.Lines.Select(line => Html.Of(
            $"<li><b>{line.Description}</b> <b>{Currency.Format(line.AmountCents, invoice.Currency)}</b></li>"))}</ul>
        </section>
        """;

    private static Html Item(CheckoutSession session, LineItem item) =>
        $"<li><b>{item.Name}</b> <b>{Currency.Format(Amounts.Of(session, item).Total, session.Currency)}</b></li>";
}
