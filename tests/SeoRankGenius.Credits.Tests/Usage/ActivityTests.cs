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
