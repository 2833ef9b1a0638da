using SeoRankGenius.Credits.Billing.Purchases;
using SeoRankGenius.Credits.Tests.Fixtures;
using SeoRankGenius.Credits.Tests.Scenarios;

namespace SeoRankGenius.Credits.Tests.Billing;

public sealed class ConcurrentFulfilmentTests : AppTests
{
    [SkippableTheory, EachDatabase]
    public async Task The_same_event_20_times_at_once_credits_once(Provider on)
    {
        var app = await AppAsync(on);
        var site = await app.World.SiteAsync(shared: 3_450);
        var paid = await app.PayAsync(site);

        var answers = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => app.PostEventAsync(paid)));

        Assert.All(answers, answer => answer.Is(200));
        Assert.Equal((PurchaseStatus.Paid, 8_450, 0), await app.World.OutcomeAsync(site));
        Assert.Single(await app.World.EventsAsync());
    }

    [SkippableTheory, EachDatabase]
    public async Task Events_of_many_purchases_at_once_credit_each_once(Provider on)
    {
        var app = await AppAsync(on);
        var site = await app.World.SiteAsync();
        string[] packs = ["shared-1000", "shared-5000", "shared-15000", "domain-1000", "domain-5000", "domain-10000"];
        var paid = await Task.WhenAll(packs.Select(pack => app.PayAsync(site, pack)));

        var answers = await Task.WhenAll(
            paid.Concat(paid).Concat(paid).Select(made => app.PostEventAsync(made)));

        Assert.All(answers, answer => answer.Is(200));
        Assert.Equal(new(Shared: 21_000, Domain: 16_000), await app.World.BalancesAsync(site));
    }

    [SkippableTheory, EachDatabase]
    public async Task Webhook_and_return_page_at_once_credit_once(Provider on)
    {
        var app = await AppAsync(on);
        for (var round = 0; round < 30; round++)
        {
            var site = await app.World.SiteAsync();
            var paid = await app.PayAsync(site);
            var purchase = Guid.Parse((string)paid["data"]!["object"]!["client_reference_id"]!);

            await Task.WhenAll(
                app.ReadBackAsync(purchase), app.PostEventAsync(paid),
                app.ReadBackAsync(purchase), app.PostEventAsync(paid));

            Assert.Equal(5_000, await app.World.BalanceAsync(site.License.Id));
        }
    }

    [SkippableTheory, EachDatabase]
    public async Task Two_instances_of_the_app_credit_once(Provider on)
    {
        var app = await AppAsync(on);
        await using var other = app.AnotherInstance();
        for (var round = 0; round < 15; round++)
        {
            var site = await app.World.SiteAsync();
            var paid = await app.PayAsync(site);
            var purchase = Guid.Parse((string)paid["data"]!["object"]!["client_reference_id"]!);

            var answers = await Task.WhenAll(
                app.PostEventAsync(paid), other.PostEventAsync(paid), app.PostEventAsync(paid),
                other.PostEventAsync(paid));
            await other.ReadBackAsync(purchase);

            Assert.All(answers, answer => answer.Is(200));
            Assert.Equal(5_000, await app.World.BalanceAsync(site.License.Id));
        }
    }

    [SkippableTheory, EachDatabase]
    public async Task Clicks_on_two_instances_make_one_session(Provider on)
    {
        var app = await AppAsync(on);
        await using var other = app.AnotherInstance();
        var site = await app.World.SiteAsync();

        var sessions = await Task.WhenAll(
            app.BuyAsync(site), other.BuyAsync(site), app.BuyAsync(site), other.BuyAsync(site));

        Assert.Single(sessions.Distinct());
        Assert.Single(await app.World.PurchasesAsync());
    }
}
