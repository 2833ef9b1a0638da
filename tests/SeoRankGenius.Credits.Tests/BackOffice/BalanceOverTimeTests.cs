using SeoRankGenius.Credits.BackOffice.Entries;
using SeoRankGenius.Credits.Tests.Fixtures;
using SeoRankGenius.Credits.Tests.Scenarios;

namespace SeoRankGenius.Credits.Tests.BackOffice;

public sealed class BalanceOverTimeTests : WorldTests
{
    [SkippableTheory, EachDatabase]
    public async Task It_begins_with_the_balance_at_that_moment(Provider on)
    {
        var world = await WorldAsync(on);
        var site = await world.SiteAsync(shared: 500);
        world.Time.Advance(TimeSpan.FromDays(10));
        var from = world.Time.Now;
        world.Time.Advance(TimeSpan.FromDays(1));
        await world.SpendAsync(site, 30);

        var points = await ReadAsync(world, site, from);

        Assert.Equal([new(from, 500), new(world.Time.Now, 470)], points);
    }

    [SkippableTheory, EachDatabase]
    public async Task It_ends_now(Provider on)
    {
        var world = await WorldAsync(on);
        var site = await world.SiteAsync(shared: 500);
        world.Time.Advance(TimeSpan.FromDays(3));

        var points = await ReadAsync(world, site, world.Time.Now.AddDays(-10));

        Assert.Equal(new(world.Time.Now, 500), points[^1]);
        Assert.Equal(0, points[0].Balance);
    }

    [SkippableTheory, EachDatabase]
    public async Task Pools_are_added_up(Provider on)
    {
        var world = await WorldAsync(on);
        var from = world.Time.Now.AddDays(-1);
        var site = await world.SiteAsync(shared: 500, domain: 20);
        world.Time.Advance(TimeSpan.FromHours(1));
        await world.SpendAsync(site, 30);

        var points = await ReadAsync(world, site, from);

        Assert.Equal([0, 520, 490], points.Select(point => point.Balance));
    }

    [SkippableTheory, EachDatabase]
    public async Task Many_entries_make_few_points(Provider on)
    {
        var world = await WorldAsync(on);
        var from = world.Time.Now.AddDays(-1);
        var site = await world.SiteAsync();
        for (var minute = 0; minute < 100; minute++)
        {
            world.Time.Advance(TimeSpan.FromMinutes(1));
            await world.GrantAsync(site.License.Id, 5);
        }

        var points = await ReadAsync(world, site, from);

        // The time asked for, and 60 of the 100 entries.
        Assert.Equal((61, 0, 500), (points.Count, points[0].Balance, points[^1].Balance));
    }

    private static async Task<IReadOnlyList<BalancePoint>> ReadAsync(World world, TestSite site, DateTime from) =>
        await world.Get<BalanceHistory>().ReadAsync((await world.DetailsAsync(site.License)).Pools, from, default);
}
