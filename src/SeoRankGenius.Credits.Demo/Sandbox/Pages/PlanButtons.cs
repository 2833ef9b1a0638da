using Microsoft.AspNetCore.Builder;
using SeoRankGenius.Credits.Demo.Sandbox.Simulation;

namespace SeoRankGenius.Credits.Demo.Sandbox.Pages;

/// <summary>The control page's buttons about subscriptions. One route a button.</summary>
internal sealed class PlanButtons(Subscriptions subscriptions)
{
    private static readonly TimeSpan Week = TimeSpan.FromDays(7);

    public void Map(WebApplication app)
    {
        Press(app, "next", subscriptions.AdvanceToNext);
        Press(app, "week", id => subscriptions.Advance(id, Week));
        Press(app, "card-fails", id => subscriptions.ReplaceCard(id, TestCard.DeclinesLater));
        Press(app, "card-pays", id => subscriptions.ReplaceCard(id, TestCard.Card));
        Press(app, "cancel-later", id => subscriptions.CancelAtPeriodEnd(id));
        Press(app, "keep", id => subscriptions.CancelAtPeriodEnd(id, cancels: false));
        Press(app, "cancel", subscriptions.Cancel);
        Press(app, "pause", id => subscriptions.Pause(id));
        Press(app, "resume", id => subscriptions.Pause(id, pauses: false));
    }

    private static void Press(WebApplication app, string verb, Action<string> press) =>
        ControlPage.Button(app, $"/subscriptions/{{id}}/{verb}", id =>
        {
            press(id);
            return true;
        });
}
