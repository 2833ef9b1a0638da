using SeoRankGenius.Credits.Tests.Fixtures;
using SeoRankGenius.Credits.Tests.Scenarios;

namespace SeoRankGenius.Credits.Tests.Webhooks;

/// <summary>Signed events that come from a Connect account.</summary>
public sealed class ConnectedAccountsTests : AppTests
{
    [SkippableTheory, EachDatabase("checkout.session.completed"), EachDatabase("refund.created")]
    [EachDatabase("charge.dispute.created")]
    public async Task Events_of_another_account_are_refused(Provider on, string type)
    {
        var app = await AppAsync(on);
        var site = await app.World.SiteAsync();
        var session = (string)(await app.PayAsync(site))["data"]!["object"]!["id"]!;
        if (type == "refund.created")
            app.Stripe.Refunds.Make(session);
        if (type == "charge.dispute.created")
            app.Stripe.Disputes.Open(session);
        var happened = app.Stripe.EventsAbout(session).Last(made => (string?)made["type"] == type);
        happened["account"] = "acct_other";

        (await app.PostEventAsync(happened)).Is(400);
        (await app.PostEventAsync(happened)).Is(400);

        Assert.Empty(await app.World.EventsAsync());
        Assert.Equal(0, await app.World.BalanceAsync(site.License.Id));
    }

    [SkippableTheory, EachDatabase]
    public async Task Events_of_the_configured_account_count(Provider on)
    {
        var app = await AppAsync(on, ("Stripe:ConnectedAccount", "acct_ours"));
        var site = await app.World.SiteAsync();
        var paid = await app.PayAsync(site);
        paid["account"] = "acct_ours";

        (await app.PostEventAsync(paid)).Is(200);

        Assert.Equal(5_000, await app.World.BalanceAsync(site.License.Id));
    }

    [SkippableTheory, EachDatabase]
    public async Task An_event_without_an_account_counts(Provider on)
    {
        var app = await AppAsync(on);
        var site = await app.World.SiteAsync();
        var paid = await app.PayAsync(site);
        paid["account"] = null;

        (await app.PostEventAsync(paid)).Is(200);

        Assert.Equal(5_000, await app.World.BalanceAsync(site.License.Id));
    }
}
