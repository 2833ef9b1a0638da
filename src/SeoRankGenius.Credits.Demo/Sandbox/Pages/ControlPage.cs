using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using SeoRankGenius.Credits.Demo.Sandbox.Simulation;
using SeoRankGenius.Credits.Demo.Sandbox.State;
using SeoRankGenius.Credits.Demo.Sandbox.Webhooks;

namespace SeoRankGenius.Credits.Demo.Sandbox.Pages;

/// <summary>What a person at the demo sees of the sandbox, and may do to it. One route a button.</summary>
internal sealed class ControlPage(Store store, Checkout checkout, Deliveries deliveries, Func<Uri?> webhookUrl)
{
    public void Map(WebApplication app)
    {
        app.MapGet("/", Show);
        Button(app, "/deliveries/pause", _ => deliveries.Paused = true);
        Button(app, "/deliveries/resume", _ => deliveries.Paused = false);
        Button(app, "/deliveries/release", _ => deliveries.ReleaseAsync());
        Button(app, "/deliveries/release-newest-first", _ => deliveries.ReleaseAsync(newestFirst: true));
        Button(app, "/deliveries/give-up", _ =>
        {
            deliveries.GiveUp();
            return true;
        });
        Button(app, "/events/{id}/deliver", id => deliveries.RedeliverAsync(id));
        Button(app, "/events/{id}/deliver-twice", id => deliveries.RedeliverAsync(id, times: 2));
        Button(app, "/sessions/{id}/expire", id => checkout.Expire(id, Origin.None));
        Button(app, "/sessions/{id}/debit-pays", id => checkout.CompleteBankDebit(id, pays: true));
        Button(app, "/sessions/{id}/debit-fails", id => checkout.CompleteBankDebit(id, pays: false));
    }

    internal static void Button(WebApplication app, string path, Func<string, object> press) =>
        app.MapPost(path, async (HttpContext http) =>
        {
            try
            {
                if (press(http.Request.RouteValues["id"] as string ?? "") is Task work)
                    await work;
            }
            catch (Exception stale) when (stale is KeyNotFoundException or InvalidOperationException)
            {
                // The list the button stood on was older than what happened since; the new one says what there is.
            }

            return Page.SeeOther(http, "/");
        });

    private IResult Show(HttpContext http)
    {
        checkout.CatchUp();
        var html = store.Read(state => ControlHtml.Of(state, deliveries, webhookUrl()));
        return Page.Show(http, "Stripe sandbox", html);
    }
}
