using SeoRankGenius.Credits.Ledger;
using SeoRankGenius.Credits.Ledger.Entries;
using SeoRankGenius.Credits.Licensing;
using SeoRankGenius.Credits.Tests.Fixtures;
using SeoRankGenius.Credits.Tests.Scenarios;
using SeoRankGenius.Credits.Usage;
using SeoRankGenius.Credits.Usage.Reporting;

namespace SeoRankGenius.Credits.Tests.Usage;

/// <summary>The movements of credits as an owner reads them.</summary>
public sealed class ActivityTests : WorldTests
{
    [SkippableTheory, EachDatabase]
    public async Task A_use_of_both_pools_is_one_line(Provider on)
    {
        var world = await WorldAsync(on);
        var site = await world.SiteAsync(shared: 100, domain: 10);
        await world.SpendAsync(site, new SpendRequest("a", World.AnyFeature, 5, 6, "/pricing"));

        var line = (await ReadAsync(world, site.License)).Single(line => line.Row.Kind == TransactionKind.Spend);

        Assert.Equal(
            (site.Domain, World.AnyFeature, 6L, "/pricing"),
            (line.Domain, line.Feature, line.Actions, line.Reference));
        Assert.Equal(((-10L, 0L), (-20L, 80L)), (line.OwnPool!.Value, line.SharedPool!.Value));
    }

    [SkippableTheory, EachDatabase]
    public async Task A_hold_shows_what_became_of_it(Provider on)
    {
        var world = await WorldAsync(on);
        var site = await world.SiteAsync(shared: 100);
        var hold = await world.HoldAsync(site, 50);
        await world.CaptureAsync(site, hold, 20);

        var lines = await ReadAsync(world, site.License);

        var placed = lines.Single(line => line.Row.Kind == TransactionKind.HoldPlaced);
        Assert.Equal((HoldStatus.Captured, 20), (placed.Hold!.Status, placed.Hold.Captured));
        Assert.Equal((30, 80), lines.Single(line => line.Row.Kind == TransactionKind.HoldReturned).SharedPool);
    }

    [SkippableTheory, EachDatabase]
    public async Task A_sites_filter_includes_its_expired_holds_only(Provider on)
    {
        var world = await WorldAsync(on);
        var site = await world.SiteAsync(shared: 100);
        var other = await world.SiteAsync(site.License);
        await world.HoldAsync(site, 50);
        await world.HoldAsync(other, 20);
        world.PassHolds();
        await world.ExpireAsync();

        var lines = await ReadAsync(world, site.License, new ActivityFilter(site.Domain));

        Assert.Equal([50, -50], lines.Select(line => line.SharedPool!.Value.Credits));
        Assert.All(lines, line => Assert.Equal(site.Domain, line.Domain));
    }

    [SkippableTheory, EachDatabase]
    public async Task Another_owners_movements_are_not_found(Provider on)
    {
        var world = await WorldAsync(on);
        var site = await world.SiteAsync(shared: 100);
        var stranger = await world.LicenseAsync();

        Assert.Empty(await ReadAsync(world, stranger, new ActivityFilter(site.Domain)));
        Assert.Empty(await ReadAsync(world, stranger));
    }

    [SkippableTheory, EachDatabase]
    public async Task A_viewer_of_one_site_sees_its_movements_only(Provider on)
    {
        var world = await WorldAsync(on);
        var site = await world.SiteAsync(shared: 100);
        var other = await world.SiteAsync(site.License);
        await world.SpendAsync(site, 5);
        await world.SpendAsync(other, 7);

        var page = await world.Get<ActivityQueries>().ReadAsync(
            new Viewer(site.License.OwnerId, other.Id), new ActivityFilter(site.Domain), null, 50, default);

        Assert.Equal([-7], page.Lines.Select(line => line.SharedPool!.Value.Credits));
    }

    [SkippableTheory, EachDatabase]
    public async Task Sums_equal_the_balances_under_a_random_history(Provider on)
    {
        var world = await WorldAsync(on);
        var seed = Environment.GetEnvironmentVariable("CREDITS_TEST_SEED") is { } given ? int.Parse(given, null) : 16;
        var random = new Random(seed);
        var sites = new List<TestSite> { await world.SiteAsync(shared: 900, domain: 300) };
        var license = sites[0].License;
        sites.Add(await world.SiteAsync(license));
        await world.GrantAsync(sites[1].Id, 200);
        var firstDay = Day(world);
        for (var step = 0; step < 80; step++)
            await StepAsync(world, sites[random.Next(2)], random);
        world.PassHolds();
        await world.ExpireAsync();

        var lines = await ReadAsync(world, license);

        Assert.Equal(lines.Count, lines.DistinctBy(line => line.Row.TransactionId).Count());
        Assert.Equal(await world.BalanceAsync(license.Id), lines.Sum(line => line.SharedPool?.Credits ?? 0));
        foreach (var site in sites)
            Assert.Equal(
                await world.BalanceAsync(site.Id),
                lines.Where(line => line.Domain == site.Domain).Sum(line => line.OwnPool?.Credits ?? 0));

        var days = await world.Get<ActivityQueries>().ByDayAsync(
            new Viewer(license.OwnerId), null, firstDay, Day(world), default);
        var used = lines.Where(line => line.Kind == ActivityKind.Use).ToList();
        Assert.Equal(-used.Sum(line => line.SharedPool?.Credits ?? 0), days.Sum(day => day.Shared));
        Assert.Equal(-used.Sum(line => line.OwnPool?.Credits ?? 0), days.Sum(day => day.Domain));
        Assert.Equal(days.Sum(day => day.Total), await StatementsAsync(world, sites));
        Assert.True(days.Count > 2, $"Seed {seed} covers {days.Count} days.");
    }

    /// <summary>The statements of both sites for this month and the one before.</summary>
    private static async Task<long> StatementsAsync(World world, List<TestSite> sites)
    {
        var total = 0L;
        foreach (var site in sites)
            foreach (var month in (DateOnly[])[Day(world), Day(world).AddMonths(-1)])
                total += (await world.Get<StatementQueries>().ReadAsync(
                    new Viewer(site.License.OwnerId), site.Domain, month, default)).Total;
        return total;
    }

    private static async Task StepAsync(World world, TestSite site, Random random)
    {
        world.Time.Advance(TimeSpan.FromMinutes(random.Next(120)));
        switch (random.Next(5))
        {
            case 0:
                await world.GrantAsync(random.Next(2) == 0 ? site.Id : site.License.Id, random.Next(1, 60));
                break;
            case 1:
                var hold = await world.HoldAsync(site, random.Next(1, 6));
                if (random.Next(3) > 0)
                    await world.CaptureAsync(site, hold, random.Next(2));
                break;
            default:
                await world.SpendAsync(site, random.Next(1, 16));
                break;
        }
    }

    private static DateOnly Day(World world) => DateOnly.FromDateTime(world.Time.GetUtcNow().UtcDateTime);

    // By small pages, so that the cursor is used.
    private static async Task<List<ActivityLine>> ReadAsync(
        World world, TestLicense license, ActivityFilter? filter = null)
    {
        var lines = new List<ActivityLine>();
        EntryCursor? behind = null;
        do
        {
            var page = await world.Get<ActivityQueries>().ReadAsync(
                new Viewer(license.OwnerId), filter ?? new(), behind, size: 7, default);
            lines.AddRange(page.Lines);
            behind = page.Next;
        }
        while (behind is not null);
        return lines;
    }
}
