using SeoRankGenius.Credits.Licensing;
using SeoRankGenius.Credits.Tests.Fixtures;
using SeoRankGenius.Credits.Tests.Scenarios;

namespace SeoRankGenius.Credits.Tests.Licensing;

/// <summary>Nothing about a license disappears with its plan.</summary>
public sealed class BalancesOutliveThePlanTests : WorldTests
{
    [SkippableTheory, EachDatabase]
    public async Task The_free_plan_spends_nothing(Provider on)
    {
        var (world, site) = await GivenAsync(on);

        await world.ChangeAsync(site.License, license => license.Plan = "free");

        await RefusedAsync(RefusalCode.PlanRequired, world, site);
    }

    [SkippableTheory, EachDatabase]
    public async Task A_canceled_license_spends_nothing(Provider on)
    {
        var (world, site) = await GivenAsync(on);

        await world.ChangeAsync(site.License, license => license.Status = LicenseStatus.Canceled);

        await RefusedAsync(RefusalCode.PlanRequired, world, site);
    }

    [SkippableTheory, EachDatabase]
    public async Task A_suspended_license_spends_nothing(Provider on)
    {
        var (world, site) = await GivenAsync(on);

        await world.ChangeAsync(site.License, license => license.Status = LicenseStatus.Suspended);

        await RefusedAsync(RefusalCode.LicenseSuspended, world, site);
    }

    [SkippableTheory, EachDatabase]
    public async Task A_trial_spends_until_it_ends(Provider on)
    {
        var (world, site) = await GivenATrialAsync(on);
        world.Time.Advance(TimeSpan.FromDays(14) - TimeSpan.FromTicks(1));

        await world.SpendAsync(site, 5);

        Assert.Equal(495, await world.BalanceAsync(site.License.Id));
    }

    [SkippableTheory, EachDatabase]
    public async Task A_trial_that_is_over_spends_nothing(Provider on)
    {
        var (world, site) = await GivenATrialAsync(on);

        world.Time.Advance(TimeSpan.FromDays(14));

        await RefusedAsync(RefusalCode.PlanRequired, world, site);
    }

    [SkippableTheory, EachDatabase]
    public async Task An_unpaid_invoice_does_not_stop_spending(Provider on)
    {
        var (world, site) = await GivenAsync(on);

        await world.ChangeAsync(site.License, license => license.Status = LicenseStatus.PastDue);
        await world.SpendAsync(site, 1_500);

        Assert.Equal(new(Shared: 3_320, Domain: 0), await world.BalancesAsync(site));
    }

    [SkippableTheory, EachDatabase]
    public async Task A_plan_that_the_catalog_dropped_spends_nothing(Provider on)
    {
        var (world, site) = await GivenAsync(on);

        await world.ChangeAsync(site.License, license => license.Plan = "legacy");

        await RefusedAsync(RefusalCode.PlanRequired, world, site);
    }

    [SkippableTheory, EachDatabase(LicenseStatus.Canceled), EachDatabase(LicenseStatus.Suspended)]
    public async Task The_balances_come_back_with_the_plan(Provider on, LicenseStatus ended)
    {
        var (world, site) = await GivenAsync(on);
        await world.ChangeAsync(site.License, license => license.Status = ended);
        world.Time.Advance(TimeSpan.FromDays(400));

        await world.ChangeAsync(site.License, license => license.Status = LicenseStatus.Active);
        await world.SpendAsync(site, 4_820);

        Assert.Equal(new(Shared: 0, Domain: 0), await world.BalancesAsync(site));
    }

    private async Task<(World World, TestSite Site)> GivenAsync(Provider on)
    {
        var world = await WorldAsync(on);
        return (world, await world.SiteAsync(shared: 3_450, domain: 1_370));
    }

    private async Task<(World World, TestSite Site)> GivenATrialAsync(Provider on)
    {
        var world = await WorldAsync(on);
        var license = await world.LicenseAsync(trialEndsAt: world.Time.Now + TimeSpan.FromDays(14));
        await world.GrantAsync(license.Id, 500);
        return (world, await world.SiteAsync(license, "fabrikam-shop.example"));
    }

    private static async Task RefusedAsync(RefusalCode code, World world, TestSite site)
    {
        var before = await world.EverythingAsync();

        await Refused.WithAsync(code, () => world.SpendAsync(site, 5));

        Assert.Equal(before, await world.EverythingAsync());
    }
}
