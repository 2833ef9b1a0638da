using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace SeoRankGenius.Credits.Demo.Sandbox.Pages;

/// <summary>The billing portal behind a portal session's <c>url</c>.</summary>
internal sealed class PortalPages(Store store, Subscriptions subscriptions, string seller)
{
    public void Map(WebApplication app)
    {
        app.MapGet("/p/session/{id}", Show);
        Post(app, "confirm", (portal, _) =>
            subscriptions.ChangePrice(portal.Change!.SubscriptionId, portal.Change.PriceId));
        Post(app, "change", (_, form) => subscriptions.ChangePrice(form["subscription"]!, form["price"]!));
        Post(app, "cancel", (_, form) => subscriptions.CancelAtPeriodEnd(form["subscription"]!));
        Post(app, "renew", (_, form) => subscriptions.CancelAtPeriodEnd(form["subscription"]!, cancels: false));
        Post(app, "card", (_, form) => subscriptions.ReplaceCard(
            form["subscription"]!, form["card"] == "declines" ? TestCard.DeclinesLater : TestCard.Card));
    }

    private IResult Show(HttpContext http, string id)
    {
        subscriptions.CatchUp();
        return store.Read(state => state.Portals.Find(portal => portal.Id == id) is { } portal
            ? Page.Show<Portal>(
                http, new PortalModel(seller, state, portal), 200, portal.ReturnUrl, portal.Change?.AfterUrl)
            : Page.NotFound(http));
    }

    private void Post(WebApplication app, string verb, Action<PortalSession, IFormCollection> act) => app.MapPost(
        $"/p/session/{{id}}/{verb}",
        async (HttpContext http, string id) =>
        {
            var form = await http.Request.ReadFormAsync();
            if (store.Read(state => state.Portals.Find(portal => portal.Id == id)) is not { } portal
                || !store.Read(state => IsOwn(state, portal, form["subscription"])))
                return Page.NotFound(http);
            act(portal, form);
            return Page.SeeOther(
                http, verb == "confirm" ? portal.Change!.AfterUrl ?? portal.ReturnUrl ?? "/" : $"/p/session/{id}");
        });

    private static bool IsOwn(SandboxState state, PortalSession portal, string? subscriptionId) =>
        subscriptionId is null
            ? portal.Change is not null
            : state.Subscriptions.Exists(s => s.Id == subscriptionId && s.CustomerId == portal.CustomerId);
}
