using Microsoft.EntityFrameworkCore;
using SeoRankGenius.Credits.BackOffice.Adjustments;
using SeoRankGenius.Credits.BackOffice.Audit;
using SeoRankGenius.Credits.BackOffice.Licenses;
using SeoRankGenius.Credits.Ledger;
using SeoRankGenius.Credits.Licensing;
using SeoRankGenius.Credits.Licensing.TestSites;
using SeoRankGenius.Credits.Tests.Fixtures;
using SeoRankGenius.Credits.Tests.Scenarios;
using SeoRankGenius.Credits.Usage;

namespace SeoRankGenius.Credits.Tests.Licensing;

/// <summary>Test sites spend free credits of their own, which never mix with real ones.</summary>
public sealed class TestSitesTests : WorldTests
{
    private static readonly Actor Admin = new(Guid.NewGuid(), "admin@seorankgenius.example", "admin", null);

    [SkippableTheory, EachDatabase]
    public async Task A_test_site_begins_with_test_credits_and_no_shared_ones(Provider on)
    {
        var (world, site) = await TestSiteAsync(on);

        var account = await world.Get<SiteAccounts>().ReadAsync(site.Id);

        Assert.Equal(new Balances(Shared: 0, Domain: TestCredits.Daily), account.Balances);
    }

    [SkippableTheory, EachDatabase]
    public async Task It_spends_its_own_and_never_shared_credits(Provider on)
    {
        var (world, site) = await TestSiteAsync(on, shared: 3_450);

        var spent = (await world.SpendAsync(site, 400)).Value;
        var refusal = await Assert.ThrowsAsync<Refusal>(() => world.SpendAsync(site, 110));

        Assert.Equal((new Draw(400, 0), new Balances(0, 100)), (spent.Charged, spent.Balances));
        Assert.Equal((RefusalCode.InsufficientCredits, 100L), (refusal.Code, refusal.Facts["available"]));
        Assert.Equal(3_450, await world.BalanceAsync(site.License.Id));
    }

    [SkippableTheory, EachDatabase]
    public async Task A_hold_returns_to_it(Provider on)
    {
        var (world, site) = await TestSiteAsync(on, shared: 3_450);
        var hold = (await world.Holding.PlaceAsync(site.Id, new("h", World.AnyFeature, 300), default)).Value;

        var end = await world.Holding.CaptureAsync(site.Id, hold.HoldId, 100, default);

        Assert.Equal((new Draw(200, 0), new Balances(0, 400)), (end.Returned, end.Balances));
    }

    [SkippableTheory, EachDatabase]
    public async Task It_is_refilled_once_a_day(Provider on)
    {
        var (world, site) = await TestSiteAsync(on);
        await world.SpendAsync(site, 400);
        await world.Get<TestCredits>().RefillAsync(default);
        Assert.Equal(100, await world.BalanceAsync(site.Id));

        world.Time.Advance(TimeSpan.FromDays(1));
        await world.Get<TestCredits>().RefillAsync(default);
        await world.SpendAsync(site, 15);
        await world.Get<TestCredits>().RefillAsync(default);

        Assert.Equal(TestCredits.Daily - 15, await world.BalanceAsync(site.Id));
    }

    [SkippableTheory, EachDatabase]
    public async Task One_that_was_full_at_midnight_gets_no_more_that_day(Provider on)
    {
        var (world, site) = await TestSiteAsync(on);
        world.Time.Advance(TimeSpan.FromDays(1));
        await world.Get<TestCredits>().RefillAsync(default);
        await world.SpendAsync(site, 500);

        await world.Get<TestCredits>().RefillAsync(default);

        Assert.Equal(0, await world.BalanceAsync(site.Id));
    }

    [SkippableTheory, EachDatabase]
    public async Task What_it_spends_before_the_refill_is_of_the_same_day(Provider on)
    {
        var (world, site) = await TestSiteAsync(on);
        await world.SpendAsync(site, 400);
        world.Time.Advance(TimeSpan.FromDays(1));
        await world.SpendAsync(site, 30);

        await world.Get<TestCredits>().RefillAsync(default);

        Assert.Equal(470, await world.BalanceAsync(site.Id));
    }

    [SkippableTheory, EachDatabase]
    public async Task It_does_not_count_against_the_plan(Provider on)
    {
        var (world, site) = await TestSiteAsync(on);

        for (var number = 0; number < 10; number++)
            await world.SiteAsync(site.License);
        var refusal = await Assert.ThrowsAsync<Refusal>(() => world.SiteAsync(site.License));

        Assert.Equal((RefusalCode.SiteLimitReached, 10), (refusal.Code, refusal.Facts["siteLimit"]));
        Assert.NotEqual(Guid.Empty, (await world.SiteAsync(site.License, "another.test")).Id);
    }

    [SkippableTheory, EachDatabase]
    public async Task A_license_has_twenty_of_them_removed_ones_of_today_included(Provider on)
    {
        var (world, site) = await TestSiteAsync(on);
        for (var number = 1; number < TestCredits.MostSites; number++)
            await world.SiteAsync(site.License, $"shop-{number}.test");
        await world.Get<SiteActivation>().DeactivateAsync(site.Id, default);

        var refusal = await Assert.ThrowsAsync<Refusal>(() => world.SiteAsync(site.License, "more.test"));
        world.Time.Advance(TimeSpan.FromHours(25));
        var next = await world.SiteAsync(site.License, "more.test");

        Assert.Equal((RefusalCode.SiteLimitReached, TestCredits.MostSites), (refusal.Code, refusal.Facts["siteLimit"]));
        Assert.Equal(TestCredits.Daily, await world.BalanceAsync(next.Id));
    }

    [SkippableTheory, EachDatabase]
    public async Task Two_licenses_may_have_the_same_test_domain(Provider on)
    {
        var (world, site) = await TestSiteAsync(on);

        var other = await world.SiteAsync(await world.LicenseAsync(), site.Domain);
        var again = await world.ActivateAsync(site.License.Key, site.Domain);

        Assert.NotEqual(site.Id, other.Id);
        Assert.Equal((site.Id, false), (again.SiteId, again.IsNew));
    }

    [SkippableTheory, EachDatabase]
    public async Task It_stops_with_the_plan(Provider on)
    {
        var (world, site) = await TestSiteAsync(on);

        await world.ChangeAsync(site.License, license => license.Put("pro", LicenseStatus.Canceled, null));
        var free = await Assert.ThrowsAsync<Refusal>(() => world.SpendAsync(site, 5));
        await world.ChangeAsync(site.License, license => license.Suspend());
        var suspended = await Assert.ThrowsAsync<Refusal>(() => world.SpendAsync(site, 5));

        Assert.Equal((RefusalCode.PlanRequired, RefusalCode.LicenseSuspended), (free.Code, suspended.Code));
    }

    [SkippableTheory, EachDatabase]
    public async Task A_site_does_not_become_one_by_a_new_name(Provider on)
    {
        var (world, test) = await TestSiteAsync(on);
        var real = await world.SiteAsync(test.License);
        var sites = world.Get<SiteAdmin>();

        var toTest = await Assert.ThrowsAsync<Refusal>(() =>
            sites.RenameAsync(Admin, real.Id, "staging.shop.com", default));
        var toReal = await Assert.ThrowsAsync<Refusal>(() => sites.RenameAsync(Admin, test.Id, "shop.com", default));

        Assert.Equal((RefusalCode.TestSite, RefusalCode.TestSite), (toTest.Code, toReal.Code));
    }

    [SkippableTheory, EachDatabase]
    public async Task Its_credits_do_not_move_to_or_from_real_pools(Provider on)
    {
        var (world, site) = await TestSiteAsync(on, shared: 3_450);
        var viewer = new Viewer(site.License.OwnerId);

        var transfer = await Assert.ThrowsAsync<Refusal>(() =>
            world.Get<SiteSettings>().TransferAsync(viewer, site.Id, Guid.NewGuid(), 10, default));
        var removal = await Assert.ThrowsAsync<Refusal>(() =>
            world.Get<SiteAdmin>().RemoveAsync(Admin, site.Id, Leftover.MoveToShared, "Customer asked.", default));
        var adjustment = await Assert.ThrowsAsync<Refusal>(() => world.Get<AdjustBalance>().CorrectAsync(
            Admin,
            new(Guid.NewGuid(), ApprovalKind.Adjustment, site.License.Id)
            {
                PoolId = site.Id, Credits = 100, Reason = AdjustmentReason.Goodwill, Sentence = "Customer asked.",
            },
            default));

        Assert.All(new[] { transfer, removal, adjustment }, refusal =>
            Assert.Equal(RefusalCode.TestSite, refusal.Code));
        Assert.Equal(
            (3_450, TestCredits.Daily),
            (await world.BalanceAsync(site.License.Id), await world.BalanceAsync(site.Id)));
    }

    [SkippableTheory, EachDatabase]
    public async Task The_schema_refuses_a_transaction_of_test_and_real_credits(Provider on)
    {
        var (world, site) = await TestSiteAsync(on, shared: 3_450);
        var mixed = new Movement(TransactionKind.Spend, "spend:mixed", "system")
            .Take(new Draw(Domain: 1, Shared: 1), site.Id, site.License.Id);

        var failure = await Assert.ThrowsAnyAsync<Exception>(() => world.WriteAsync(db =>
        {
            world.Get<CreditLedger>().Post(db, mixed);
            return Task.CompletedTask;
        }));

        Assert.Contains("Test credits stay apart from real ones.", $"{failure}");
    }

    [SkippableTheory, EachDatabase]
    public async Task The_schema_refuses_paid_credits_in_its_pool(Provider on)
    {
        var (world, site) = await TestSiteAsync(on);
        var paid = Movement.Into(site.Id, 1_000, TransactionKind.Purchase, "purchase:x", "stripe");

        var failure = await Assert.ThrowsAnyAsync<Exception>(() => world.WriteAsync(db =>
        {
            world.Get<CreditLedger>().Post(db, paid);
            return Task.CompletedTask;
        }));

        Assert.Contains("Test credits stay apart from real ones.", $"{failure}");
    }

    [SkippableTheory, EachDatabase]
    public async Task The_schema_keeps_the_kind_of_a_site(Provider on)
    {
        var (world, site) = await TestSiteAsync(on);

        await Assert.ThrowsAnyAsync<Exception>(() => world.WriteAsync(db => db.Sites
            .Where(row => row.Id == site.Id).ExecuteUpdateAsync(row => row.SetProperty(one => one.IsTest, false))));
        await Assert.ThrowsAnyAsync<Exception>(() => world.WriteAsync(db => db.Pools
            .Where(row => row.Id == site.Id).ExecuteUpdateAsync(row => row.SetProperty(one => one.IsTest, false))));
    }

    private async Task<(World World, TestSite Site)> TestSiteAsync(Provider on, long shared = 0)
    {
        var world = await WorldAsync(on);
        var site = await world.SiteAsync(await world.LicenseAsync(), "staging.northwind-agency.com");
        if (shared > 0)
            await world.GrantAsync(site.License.Id, shared);
        return (world, site);
    }
}
