using SeoRankGenius.Credits.Ledger;
using SeoRankGenius.Credits.Tests.Fixtures;
using SeoRankGenius.Credits.Tests.Scenarios;

namespace SeoRankGenius.Credits.Tests.Api;

public sealed class GivingBackTests : ApiTests
{
    [SkippableTheory, EachDatabase]
    public async Task Credits_return_to_the_pools_they_came_from(Provider on)
    {
        var app = await ApiAsync(on);
        var (site, plugin) = await SiteAsync(app, shared: 3_450, domain: 10);
        var spend = await plugin.SpentAsync(15);

        var answer = (await plugin.GiveBackAsync(spend)).Is(200);

        Assert.Equal((15, 10, 5), answer.Amounts("returned"));
        Assert.Equal((3_460, 10, 3_450), answer.Amounts("balances"));
        Assert.Equal(new Balances(3_450, 10), await app.World.BalancesAsync(site));
    }

    [SkippableTheory, EachDatabase]
    public async Task What_stays_charged_is_what_a_smaller_spend_would_have_charged(Provider on)
    {
        var app = await ApiAsync(on);
        var (_, plugin) = await SiteAsync(app, shared: 3_450, domain: 10);
        var spend = await plugin.SpentAsync(15);

        Assert.Equal((4, 0, 4), (await plugin.GiveBackAsync(spend, 4)).Is(200).Amounts("returned"));
        Assert.Equal((4, 3, 1), (await plugin.GiveBackAsync(spend, 4)).Is(200).Amounts("returned"));
        Assert.Equal((7, 7, 0), (await plugin.GiveBackAsync(spend)).Is(200).Amounts("returned"));
    }

    [SkippableTheory, EachDatabase]
    public async Task No_more_returns_than_was_charged(Provider on)
    {
        var app = await ApiAsync(on);
        var (site, plugin) = await SiteAsync(app, shared: 3_450);
        var spend = await plugin.SpentAsync(15);

        (await plugin.GiveBackAsync(spend, 16)).Refuses(422, "invalid_request");
        var answers = await Concurrently.AtOnceAsync(8, _ => plugin.GiveBackAsync(spend, 4));

        Assert.Equal(3, answers.Count(answer => answer.Status == 200));
        Assert.Equal(5, answers.Count(answer => answer.Status == 422));
        Assert.Equal(3_447, await app.World.BalanceAsync(site.License.Id));
    }

    [SkippableTheory, EachDatabase]
    public async Task A_repeated_key_returns_once(Provider on)
    {
        var app = await ApiAsync(on);
        var (site, plugin) = await SiteAsync(app, shared: 3_450);
        var spend = await plugin.SpentAsync(15);

        var first = (await plugin.GiveBackAsync(spend, 4, "back-1")).Is(200);
        var again = (await plugin.GiveBackAsync(spend, 4, "back-1")).Is(200);
        (await plugin.GiveBackAsync(spend, 5, "back-1")).Refuses(409, "idempotency_key_reused");

        Assert.Equal(first.Body, again.Body);
        Assert.Equal("true", again.Header("Idempotent-Replayed"));
        Assert.Equal(3_439, await app.World.BalanceAsync(site.License.Id));
    }

    [Fact]
    public async Task After_24_hours_it_is_too_late()
    {
        var app = await ApiAsync();
        var (site, plugin) = await SiteAsync(app, shared: 3_450);
        var spend = await plugin.SpentAsync(15);
        app.World.Time.Advance(TimeSpan.FromHours(24) + TimeSpan.FromSeconds(1));

        (await plugin.GiveBackAsync(spend)).Refuses(409, "give_back_expired");
        Assert.Equal(3_435, await app.World.BalanceAsync(site.License.Id));
    }

    [Fact]
    public async Task Another_sites_spend_does_not_exist()
    {
        var app = await ApiAsync();
        var (site, plugin) = await SiteAsync(app, shared: 3_450);
        var spend = await plugin.SpentAsync(15);
        using var neighbour = new Plugin(app.Url, (await app.World.SiteAsync(site.License)).Token);

        (await neighbour.GiveBackAsync(spend)).Refuses(404, "not_found");
    }

    [Fact]
    public async Task On_the_Free_plan_credits_return_and_are_kept()
    {
        var app = await ApiAsync();
        var (site, plugin) = await SiteAsync(app, shared: 3_450);
        var spend = await plugin.SpentAsync(15);
        await app.World.ChangeAsync(site.License, license => license.Plan = "free");

        var answer = (await plugin.GiveBackAsync(spend)).Is(200);

        Assert.Equal((0, 0, 0), answer.Amounts("balances"));
        Assert.Equal(3_450, await app.World.BalanceAsync(site.License.Id));
    }
}
