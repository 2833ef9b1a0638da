using Microsoft.AspNetCore.Builder;
using SeoRankGenius.Credits.Demo.Sandbox.Simulation;

namespace SeoRankGenius.Credits.Demo.Sandbox.Pages;

/// <summary>The control page's buttons that send money back. One route a button.</summary>
internal sealed class MoneyButtons(Refunds refunds, Disputes disputes)
{
    public void Map(WebApplication app)
    {
        Make(app, "/sessions/{id}/refund-all", id => refunds.Make(id));
        Make(app, "/sessions/{id}/refund-5", id => refunds.Make(id, 5_00));
        Make(app, "/sessions/{id}/refund-pending", id => refunds.Make(id, isPending: true));
        Press(app, "/refunds/{id}/succeed", id => refunds.End(id, succeeds: true));
        Press(app, "/refunds/{id}/fail", id => refunds.End(id, succeeds: false));
        Make(app, "/sessions/{id}/dispute", id => disputes.Open(id));
        Make(app, "/sessions/{id}/inquire", id => disputes.Open(id, isInquiry: true));
        Press(app, "/disputes/{id}/escalate", disputes.Escalate);
        Press(app, "/disputes/{id}/answer", disputes.Answer);
        Press(app, "/disputes/{id}/win", id => disputes.Close(id, isWon: true));
        Press(app, "/disputes/{id}/lose", id => disputes.Close(id, isWon: false));
    }

    private static void Make(WebApplication app, string path, Func<string, string> press) =>
        ControlPage.Button(app, path, press);

    private static void Press(WebApplication app, string path, Action<string> press) =>
        ControlPage.Button(app, path, id =>
        {
            press(id);
            return true;
        });
}
