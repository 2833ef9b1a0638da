using Microsoft.AspNetCore.Builder;
using SeoRankGenius.Credits.Demo.Sandbox.Simulation;

namespace SeoRankGenius.Credits.Demo.Sandbox.Pages;

/// <summary>The control page's buttons about charges of saved cards. One route a button.</summary>
internal sealed class CardButtons(SavedCards cards, Refunds refunds)
{
    public void Map(WebApplication app)
    {
        Press(app, "/charges/next-declines", _ => cards.NextCharge(TestCard.DeclinesLater));
        Press(app, "/charges/next-asks", _ => cards.NextCharge(TestCard.AsksLater));
        Press(app, "/charges/next-lost", _ => cards.NextCharge(Fault.AnswerLost));
        Press(app, "/charges/{id}/refund-all", id => refunds.MakeOf(id));
    }

    private static void Press(WebApplication app, string path, Action<string> press) =>
        ControlPage.Button(app, path, id =>
        {
            press(id);
            return true;
        });
}
