using Microsoft.EntityFrameworkCore;
using SeoRankGenius.Credits.Notifications;
using SeoRankGenius.Credits.Tests.Fixtures;
using SeoRankGenius.Credits.Tests.Scenarios;

namespace SeoRankGenius.Credits.Tests.Notifications;

/// <summary>A fall below the threshold is recorded with the spend: here no pass runs after it.</summary>
public sealed class LowBalanceCrossingTests : WorldTests
{
    [SkippableTheory, EachDatabase]
    public async Task A_spend_records_the_fall_that_it_causes(Provider on)
    {
        var (world, site) = await GivenAsync(on, shared: 60, domain: 50);

        await world.SpendAsync(site, 10);
        Assert.True((await AlertAsync(world, site)).IsArmed);
        await world.SpendAsync(site, 1);

        var alert = await AlertAsync(world, site);
        Assert.Equal((false, world.Time.Now, true), (alert.IsArmed, alert.CrossedAt, alert.IsMailDue));
        Assert.Equal(99, Assert.Single(await world.AlertMails.DueAsync(default)).Total);
    }

    [SkippableTheory, EachDatabase]
    public async Task Shared_credits_spent_by_a_sister_site_count(Provider on)
    {
        var (world, site) = await GivenAsync(on, shared: 100, domain: 0);
        var rich = await world.SiteAsync(site.License);
        await world.GrantAsync(rich.Id, 500);
        var sister = await world.SiteAsync(site.License);
        await world.Alerting.PassAsync(default);

        await world.SpendAsync(sister, 5);

        Assert.Equal(
            (false, true, false),
            ((await AlertAsync(world, site)).IsArmed, (await AlertAsync(world, rich)).IsArmed,
                (await AlertAsync(world, sister)).IsArmed));
    }

    [SkippableTheory, EachDatabase]
    public async Task Spends_that_are_committed_together_cross_once(Provider on)
    {
        var (world, site) = await GivenAsync(on, shared: 120, domain: 0);
        var (other, next) = (await world.SiteAsync(shared: 130), await world.SiteAsync(shared: 1_000));
        await world.Alerting.PassAsync(default);
        await using var held = await world.HoldWriterAsync();
        var spends = new[] { site, other, next, site, other, site }
            .Select(spender => world.SpendAsync(spender, 15)).ToArray();

        await held.DisposeAsync();
        await Task.WhenAll(spends);

        Assert.Equal(
            (75, 100), (await world.BalanceAsync(site.License.Id), await world.BalanceAsync(other.License.Id)));
        Assert.Equal(site.Id, Assert.Single(await world.AlertMails.DueAsync(default)).SiteId);
    }

    [SkippableTheory, EachDatabase]
    public async Task A_hold_records_the_fall_that_it_causes(Provider on)
    {
        var (world, site) = await GivenAsync(on, shared: 150, domain: 0);

        await world.HoldAsync(site, 51);

        Assert.False((await AlertAsync(world, site)).IsArmed);
    }

    [SkippableTheory, EachDatabase]
    public async Task A_new_threshold_counts_at_once(Provider on)
    {
        var (world, site) = await GivenAsync(on, shared: 500, domain: 0);
        await world.Alerting.SetAsync(site.Id, threshold: 400, wantsMail: true, default);

        await world.SpendAsync(site, 105);

        Assert.Equal(world.Time.Now, (await AlertAsync(world, site)).CrossedAt);
    }

    [SkippableTheory, EachDatabase]
    public async Task A_refused_spend_records_nothing(Provider on)
    {
        var (world, site) = await GivenAsync(on, shared: 104, domain: 0);

        await Refused.WithAsync(RefusalCode.InsufficientCredits, () => world.SpendAsync(site, 105));

        Assert.True((await AlertAsync(world, site)).IsArmed);
    }

    [SkippableTheory, EachDatabase]
    public async Task The_default_threshold_counts_after_the_next_pass(Provider on)
    {
        var (world, site) = await GivenAsync(on, shared: 500, domain: 0);
        await world.Alerting.SetAsync(site.Id, threshold: 400, wantsMail: true, default);
        await world.Alerting.SetAsync(site.Id, threshold: null, wantsMail: true, default);

        await world.Alerting.PassAsync(default);

        Assert.Equal(100, (await AlertAsync(world, site)).Below);
    }

    // With the threshold known to the alert, as after the app's first pass.
    private async Task<(World World, TestSite Site)> GivenAsync(Provider on, long shared, long domain)
    {
        var world = await WorldAsync(on);
        var site = await world.SiteAsync(shared, domain);
        await world.Alerting.PassAsync(default);
        return (world, site);
    }

    private static Task<LowBalanceAlert> AlertAsync(World world, TestSite site) =>
        world.ReadAsync(db => db.LowBalanceAlerts.AsNoTracking().SingleAsync(row => row.SiteId == site.Id));
}
