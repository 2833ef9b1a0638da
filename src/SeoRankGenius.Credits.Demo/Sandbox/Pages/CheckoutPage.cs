using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using SeoRankGenius.Credits.Demo.Sandbox.Simulation;
using SeoRankGenius.Credits.Demo.Sandbox.State;

namespace SeoRankGenius.Credits.Demo.Sandbox.Pages;

/// <summary>The page behind a session's <c>url</c>. Plain forms; works without script.</summary>
internal sealed class CheckoutPage(Store store, Checkout checkout, string sellerName)
{
    private readonly CheckoutHtml html = new(sellerName);

    public void Map(WebApplication app)
    {
        app.MapGet("/c/pay/{id}", (HttpContext http, string id) => Show(http, id, session =>
            CardForm.Of(session, KnownCard(http.Request.Query["card"]))));
        app.MapPost("/c/pay/{id}", PayAsync);
        app.MapPost("/c/pay/{id}/code", ApplyCodeAsync);
        app.MapGet("/sandbox.css", () => TypedResults.Text(Stylesheet.Text, "text/css; charset=utf-8"));
        app.MapGet("/sandbox.svg", () => TypedResults.Text(Stylesheet.Logo, "image/svg+xml"));
    }

    private static string? KnownCard(string? number) =>
        number is not null && CardForm.Cards.ContainsKey(number) ? number : null;

    private IResult Show(HttpContext http, string id, Func<CheckoutSession, CardForm> form, string? codeError = null)
    {
        checkout.CatchUp();
        if (store.Read(state => state.Sessions.Find(s => s.Id == id)) is not { } session)
            return Page.Show(http, "No such checkout page", CheckoutHtml.Unknown(), StatusCodes.Status404NotFound);
        return session.Status == "open"
            ? Page.Show(http, $"Pay {sellerName}", html.Open(session, form(session), codeError), 200,
                session.SuccessUrl, session.CancelUrl)
            : Page.Show(http, CheckoutHtml.ClosedTitle(session), html.Closed(session));
    }

    private async Task<IResult> PayAsync(HttpContext http, string id)
    {
        checkout.CatchUp();
        var fields = await http.Request.ReadFormAsync();
        var session = store.Read(state => state.Sessions.Find(s => s.Id == id));
        if (session?.Status != "open")
            return Show(http, id, s => CardForm.Of(s, null));
        var form = CardForm.Posted(fields, session, store.Now);
        if (form.Errors.Count > 0 || (IsBankDebit(form.Way) && !session.TakesBankDebits))
            return Show(http, id, _ => form);
        var outcome = checkout.Pay(id, form.Way, form.Email);
        if (outcome == PayOutcome.Complete)
            return Page.SeeOther(http, session.Landing.AbsoluteUri);
        form.Errors["number"] = "Your card was declined. Nothing was paid; try another card.";
        return Show(http, id, _ => form);
    }

    private async Task<IResult> ApplyCodeAsync(HttpContext http, string id)
    {
        var code = (await http.Request.ReadFormAsync())["code"].ToString().Trim();
        var isThere = store.Read(state => state.Sessions.Exists(s => s.Id == id));
        return !isThere || checkout.ApplyCode(id, code.Length == 0 ? null : code)
            ? Page.SeeOther(http, $"/c/pay/{Uri.EscapeDataString(id)}")
            : Show(http, id, s => CardForm.Of(s, null), $"“{code}” is not a valid code.");
    }

    private static bool IsBankDebit(TestCard card) =>
        card is TestCard.BankDebitThatSucceeds or TestCard.BankDebitThatFails;
}
