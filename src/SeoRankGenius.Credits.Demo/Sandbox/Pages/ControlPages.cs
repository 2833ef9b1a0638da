using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace SeoRankGenius.Credits.Demo.Sandbox.Pages;

/// <summary>The control page with the sandbox's state, and one route for each of its buttons.</summary>
internal sealed class ControlPages(StripeSandbox sandbox, Store store, Checkout checkout)
{
    private static readonly TimeSpan Week = TimeSpan.FromDays(7);

    public void Map(WebApplication app)
    {
        app.MapGet("/", (HttpContext http) =>
        {
            sandbox.CatchUp();
            return store.Read(state => Page.Show<Control>(
                http, new ControlModel(state, sandbox.Deliveries, sandbox.WebhookUrl)));
        });
        MapDeliveries(app, sandbox.Deliveries);
        MapPayments(app, sandbox.Refunds, sandbox.Disputes, sandbox.Cards);
        MapSubscriptions(app, sandbox.Subscriptions);
    }

    private static void MapDeliveries(WebApplication app, Webhooks.Deliveries deliveries)
    {
        Button(app, "/deliveries/pause", _ => deliveries.Paused = true);
        Button(app, "/deliveries/resume", _ => deliveries.Paused = false);
        Button(app, "/deliveries/give-up", _ => deliveries.GiveUp());
        Button(app, "/deliveries/release", _ => deliveries.ReleaseAsync());
        Button(app, "/deliveries/release-newest-first", _ => deliveries.ReleaseAsync(newestFirst: true));
        Button(app, "/events/{id}/deliver", id => deliveries.RedeliverAsync(id));
        Button(app, "/events/{id}/deliver-twice", id => deliveries.RedeliverAsync(id, times: 2));
    }

    private void MapPayments(WebApplication app, Refunds refunds, Disputes disputes, SavedCards cards)
    {
        Button(app, "/sessions/{id}/expire", id => checkout.Expire(id));
        Button(app, "/sessions/{id}/debit-pays", id => checkout.CompleteBankDebit(id, pays: true));
        Button(app, "/sessions/{id}/debit-fails", id => checkout.CompleteBankDebit(id, pays: false));
        Button(app, "/sessions/{id}/refund-all", id => refunds.Make(id));
        Button(app, "/sessions/{id}/refund-5", id => refunds.Make(id, 5_00));
        Button(app, "/sessions/{id}/refund-pending", id => refunds.Make(id, isPending: true));
        Button(app, "/sessions/{id}/dispute", id => disputes.Open(id));
        Button(app, "/sessions/{id}/inquire", id => disputes.Open(id, isInquiry: true));
        Button(app, "/refunds/{id}/succeed", id => refunds.End(id, succeeds: true));
        Button(app, "/refunds/{id}/fail", id => refunds.End(id, succeeds: false));
        Button(app, "/disputes/{id}/escalate", disputes.Escalate);
        Button(app, "/disputes/{id}/answer", disputes.Answer);
        Button(app, "/disputes/{id}/win", id => disputes.Close(id, isWon: true));
        Button(app, "/disputes/{id}/lose", id => disputes.Close(id, isWon: false));
        Button(app, "/charges/next-declines", _ => cards.NextCharge(TestCard.DeclinesLater));
        Button(app, "/charges/next-asks", _ => cards.NextCharge(TestCard.AsksLater));
        Button(app, "/charges/next-lost", _ => cards.NextCharge(Fault.AnswerLost));
        Button(app, "/charges/{id}/refund-all", id => refunds.MakeOf(id));
    }

    private static void MapSubscriptions(WebApplication app, Subscriptions subscriptions)
    {
        Press("next", subscriptions.AdvanceToNext);
        Press("week", id => subscriptions.Advance(id, Week));
        Press("card-fails", id => subscriptions.ReplaceCard(id, TestCard.DeclinesLater));
        Press("card-pays", id => subscriptions.ReplaceCard(id, TestCard.Card));
        Press("cancel-later", id => subscriptions.CancelAtPeriodEnd(id));
        Press("keep", id => subscriptions.CancelAtPeriodEnd(id, cancels: false));
        Press("cancel", subscriptions.Cancel);
        Press("pause", id => subscriptions.Pause(id));
        Press("resume", id => subscriptions.Pause(id, pauses: false));

        void Press(string verb, Action<string> press) => Button(app, $"/subscriptions/{{id}}/{verb}", press);
    }

    private static void Button(WebApplication app, string path, Action<string> press) => Button(app, path, id =>
    {
        press(id);
        return Task.CompletedTask;
    });

    private static void Button(WebApplication app, string path, Func<string, Task> press) =>
        app.MapPost(path, async (HttpContext http) =>
        {
            try
            {
                await press(http.Request.RouteValues["id"] as string ?? "");
            }
            catch (Exception stale) when (stale is KeyNotFoundException or InvalidOperationException)
            {
                // The page was outdated; the new one shows the current state.
            }

            return Page.SeeOther(http, "/");
        });
}
