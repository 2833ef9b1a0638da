using SeoRankGenius.Credits.BackOffice.Entries;
using SeoRankGenius.Credits.Ledger;
using SeoRankGenius.Credits.Ledger.Entries;
using SeoRankGenius.Credits.Tests.Fixtures;
using SeoRankGenius.Credits.Tests.Scenarios;

namespace SeoRankGenius.Credits.Tests.BackOffice;

public sealed class PagingThroughEntriesTests : WorldTests
{
    [SkippableTheory, EachDatabase]
    public async Task Pages_follow_each_other_without_gap_or_repeat(Provider on)
    {
        var (world, license, sites) = await BusyLicenseAsync(on, spends: 120);

        var shown = await AllAsync(world, license, new EntryFilter());

        var stored = new List<LedgerEntry>(await world.EntriesAsync(license.Id));
        foreach (var site in sites)
            stored.AddRange(await world.EntriesAsync(site.Id));
        Assert.Equal((125, 25), (stored.Count, EntryQueries.Size));
        Assert.Equal(
            stored.Select(entry => (entry.PoolId, entry.Sequence)).Order(),
            shown.Select(entry => (entry.PoolId, entry.Sequence)).Order());
    }

    [SkippableTheory, EachDatabase]
    public async Task The_newest_come_first(Provider on)
    {
        var (world, license, _) = await BusyLicenseAsync(on, spends: 60);

        var shown = await AllAsync(world, license, new EntryFilter());

        Assert.Equal(shown.Select(entry => entry.At).OrderDescending(), shown.Select(entry => entry.At));
        foreach (var pool in shown.GroupBy(entry => entry.PoolId))
            Assert.Equal(
                pool.Select(entry => entry.Sequence).OrderDescending(), pool.Select(entry => entry.Sequence));
    }

    [SkippableTheory, EachDatabase]
    public async Task What_comes_meanwhile_moves_no_page(Provider on)
    {
        var (world, license, sites) = await BusyLicenseAsync(on, spends: 60);
        var pages = world.Get<EntryQueries>();
        var first = await pages.ReadAsync(await world.DetailsAsync(license), new EntryFilter(), null, default);
        var before = await pages.ReadAsync(await world.DetailsAsync(license), new EntryFilter(), first.Next, default);

        world.Time.Advance(TimeSpan.FromSeconds(1));
        await world.SpendAsync(sites[0], 5);

        var after = await pages.ReadAsync(await world.DetailsAsync(license), new EntryFilter(), first.Next, default);
        Assert.Equal(before.Entries, after.Entries);
    }

    [SkippableTheory, EachDatabase]
    public async Task A_pool_shows_its_own(Provider on)
    {
        var (world, license, sites) = await BusyLicenseAsync(on, spends: 30);

        var shown = await AllAsync(world, license, new EntryFilter(PoolId: sites[1].Id));

        Assert.Equal((await world.EntriesAsync(sites[1].Id)).Count, shown.Count);
        Assert.All(shown, entry => Assert.Equal(sites[1].Id, entry.PoolId));
    }

    [SkippableTheory, EachDatabase]
    public async Task A_kind_shows_its_own(Provider on)
    {
        var (world, license, _) = await BusyLicenseAsync(on, spends: 70);

        var shown = await AllAsync(world, license, new EntryFilter(Kind: TransactionKind.Grant));

        Assert.Equal(3, shown.Count);
        Assert.All(shown, entry => Assert.Equal(TransactionKind.Grant, entry.Kind));
    }

    [SkippableTheory, EachDatabase]
    public async Task A_period_shows_what_is_from_its_beginning_until_before_its_end(Provider on)
    {
        var (world, license, _) = await BusyLicenseAsync(on, spends: 60);
        var all = await AllAsync(world, license, new EntryFilter());
        var (from, to) = (all[^40].At, all[20].At);

        var shown = await AllAsync(world, license, new EntryFilter(From: from, To: to));

        Assert.Equal(4, shown.Count);
        Assert.Equal(all.Where(entry => entry.At >= from && entry.At < to), shown);
    }

    [SkippableTheory, EachDatabase]
    public async Task A_search_for_something_rare_says_how_far_it_looked(Provider on)
    {
        var world = await WorldAsync(on);
        var site = await world.SiteAsync(shared: 1);
        await world.ManyEntriesAsync(site.License.Id, 25_000);
        var filter = new EntryFilter(Kind: TransactionKind.Grant);

        var first = await world.Get<EntryQueries>()
            .ReadAsync(await world.DetailsAsync(site.License), filter, null, default);
        var rest = await world.Get<EntryQueries>()
            .ReadAsync(await world.DetailsAsync(site.License), filter, first.Next, default);

        Assert.Empty(first.Entries);
        Assert.Equal(world.Time.Now, first.SearchedBackTo);
        Assert.Equal(1, Assert.Single(rest.Entries).Sequence);
        Assert.Null(rest.Next);
    }

    [SkippableTheory, EachDatabase]
    public async Task A_place_that_never_was_shows_the_newest(Provider on)
    {
        var (world, license, _) = await BusyLicenseAsync(on, spends: 10);
        var pages = world.Get<EntryQueries>();
        var file = await world.DetailsAsync(license);

        var shown = await pages.ReadAsync(file, new EntryFilter(), new EntryCursor(Guid.NewGuid(), 7), default);

        Assert.Equal((await pages.ReadAsync(file, new EntryFilter(), null, default)).Entries, shown.Entries);
    }

    // Some spends take from two pools, and several meet in one moment.
    private async Task<(World, TestLicense, List<TestSite>)> BusyLicenseAsync(Provider on, int spends)
    {
        var world = await WorldAsync(on);
        var license = await world.LicenseAsync();
        var sites = new List<TestSite> { await world.SiteAsync(license), await world.SiteAsync(license) };
        await world.GrantAsync(license.Id, 5_000);
        foreach (var site in sites)
            await world.GrantAsync(site.Id, 100);
        for (var i = 0; i < spends; i++)
        {
            if (i % 4 != 0)
                world.Time.Advance(TimeSpan.FromSeconds(i % 3));
            await world.SpendAsync(sites[i % 2], 7);
        }

        return (world, license, sites);
    }

    private static async Task<List<EntryRow>> AllAsync(World world, TestLicense license, EntryFilter filter)
    {
        var shown = new List<EntryRow>();
        EntryCursor? behind = null;
        do
        {
            var page = await world.Get<EntryQueries>()
                .ReadAsync(await world.DetailsAsync(license), filter, behind, default);
            shown.AddRange(page.Entries);
            behind = page.Next;
        }
        while (behind is not null);
        return shown;
    }
}
