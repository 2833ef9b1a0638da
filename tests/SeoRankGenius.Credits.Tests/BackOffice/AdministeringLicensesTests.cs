using Microsoft.EntityFrameworkCore;
using SeoRankGenius.Credits.BackOffice.Audit;
using SeoRankGenius.Credits.BackOffice.Licenses;
using SeoRankGenius.Credits.Licensing;
using SeoRankGenius.Credits.Tests.Fixtures;
using SeoRankGenius.Credits.Tests.Scenarios;

namespace SeoRankGenius.Credits.Tests.BackOffice;

public sealed class AdministeringLicensesTests : WorldTests
{
    [SkippableTheory, EachDatabase]
    public async Task A_new_license_connects_sites_with_its_key(Provider on)
    {
        var (world, admin, keeping) = await GivenAsync(on);
        var owner = await OwnerAsync(world);

        var (licenseId, key) = await keeping.CreateAsync(admin, owner, "pro", trialEndsAt: null, default);

        await world.ActivateAsync(key, "northwind-agency.example");
        Assert.Equal(1, (await world.DetailsAsync(new TestLicense(licenseId, key, owner.Id))).SitesInUse);
    }

    [SkippableTheory, EachDatabase]
    public async Task The_key_is_not_written_down(Provider on)
    {
        var (world, admin, keeping) = await GivenAsync(on);

        var (_, key) = await keeping.CreateAsync(admin, await OwnerAsync(world), "pro", trialEndsAt: null, default);

        var record = Assert.Single(await world.AuditAsync());
        Assert.Equal(AuditAction.LicenseCreated, record.Action);
        Assert.DoesNotContain(key, $"{record.Before} {record.After} {record.Sentence}", StringComparison.Ordinal);
    }

    [SkippableTheory, EachDatabase]
    public async Task Another_plan_counts_at_once(Provider on)
    {
        var (world, admin, keeping) = await GivenAsync(on);
        var license = await world.LicenseAsync("free");

        await keeping.ChangePlanAsync(admin, license.Id, "pro", trialEndsAt: null, default);

        Assert.Equal("Pro", (await world.DetailsAsync(license)).Entitlement.Label);
    }

    [SkippableTheory, EachDatabase]
    public async Task A_longer_trial_lasts_until_its_new_end(Provider on)
    {
        var (world, admin, keeping) = await GivenAsync(on);
        var license = await world.LicenseAsync(trialEndsAt: world.Time.Now.AddDays(1));

        await keeping.ChangePlanAsync(admin, license.Id, "pro", world.Time.Now.AddDays(10), default);

        world.Time.Advance(TimeSpan.FromDays(9));
        Assert.True((await world.DetailsAsync(license)).Entitlement.IsTrial);
        world.Time.Advance(TimeSpan.FromDays(1));
        Assert.True((await world.DetailsAsync(license)).Entitlement.IsFree);
    }

    [SkippableTheory, EachDatabase]
    public async Task A_plan_that_is_not_in_the_catalog_is_refused(Provider on)
    {
        var (world, admin, keeping) = await GivenAsync(on);
        var license = await world.LicenseAsync();

        await Refused.WithAsync(
            RefusalCode.InvalidRequest,
            () => keeping.ChangePlanAsync(admin, license.Id, "gold", trialEndsAt: null, default));
    }

    [SkippableTheory, EachDatabase]
    public async Task A_trial_that_is_over_already_is_refused(Provider on)
    {
        var (world, admin, keeping) = await GivenAsync(on);
        var license = await world.LicenseAsync();

        await Refused.WithAsync(
            RefusalCode.InvalidRequest,
            () => keeping.ChangePlanAsync(admin, license.Id, "pro", world.Time.Now, default));
    }

    [SkippableTheory, EachDatabase]
    public async Task A_limit_of_its_own_stands_above_the_plans(Provider on)
    {
        var (world, admin, keeping) = await GivenAsync(on);
        var license = await world.LicenseAsync();
        await world.SiteAsync(license);

        await keeping.LimitSitesAsync(admin, license.Id, 1, default);

        await Refused.WithAsync(RefusalCode.SiteLimitReached, () => world.SiteAsync(license));
        await keeping.LimitSitesAsync(admin, license.Id, limit: null, default);
        await world.SiteAsync(license);
    }

    [SkippableTheory, EachDatabase(0), EachDatabase(-1), EachDatabase(10_001)]
    public async Task A_limit_that_makes_no_sense_is_refused(Provider on, int limit)
    {
        var (world, admin, keeping) = await GivenAsync(on);
        var license = await world.LicenseAsync();

        await Refused.WithAsync(
            RefusalCode.InvalidRequest, () => keeping.LimitSitesAsync(admin, license.Id, limit, default));
    }

    [SkippableTheory, EachDatabase]
    public async Task A_suspended_license_spends_nothing_until_it_is_resumed(Provider on)
    {
        var (world, admin, keeping) = await GivenAsync(on);
        var site = await world.SiteAsync(shared: 100);

        await keeping.SuspendAsync(admin, site.License.Id, "Chargebacks", default);

        await Refused.WithAsync(RefusalCode.LicenseSuspended, () => world.SpendAsync(site, 5));
        await keeping.ResumeAsync(admin, site.License.Id, default);
        await world.SpendAsync(site, 5);
    }

    [SkippableTheory, EachDatabase]
    public async Task A_resumed_trial_is_still_on_trial(Provider on)
    {
        var (world, admin, keeping) = await GivenAsync(on);
        var license = await world.LicenseAsync(trialEndsAt: world.Time.Now.AddDays(5));
        await keeping.SuspendAsync(admin, license.Id, "Looks like misuse", default);

        await keeping.ResumeAsync(admin, license.Id, default);

        Assert.Equal(LicenseStatus.Trialing, (await world.DetailsAsync(license)).Entitlement.Status);
    }

    [SkippableTheory, EachDatabase(LicenseStatus.PastDue), EachDatabase(LicenseStatus.Canceled)]
    public async Task It_resumes_as_it_was(Provider on, LicenseStatus status)
    {
        var (world, admin, keeping) = await GivenAsync(on);
        var license = await world.LicenseAsync();
        await world.ChangeAsync(license, row => row.Status = status);
        await keeping.SuspendAsync(admin, license.Id, "Chargebacks", default);

        await keeping.ResumeAsync(admin, license.Id, default);

        Assert.Equal(status, (await world.DetailsAsync(license)).Entitlement.Status);
    }

    [SkippableTheory, EachDatabase]
    public async Task Suspending_needs_a_reason(Provider on)
    {
        var (world, admin, keeping) = await GivenAsync(on);
        var license = await world.LicenseAsync();

        await Refused.WithAsync(
            RefusalCode.InvalidRequest, () => keeping.SuspendAsync(admin, license.Id, " ", default));
    }

    [SkippableTheory, EachDatabase]
    public async Task A_change_is_written_down_with_before_and_after(Provider on)
    {
        var (world, admin, keeping) = await GivenAsync(on);
        var license = await world.LicenseAsync();

        await keeping.SuspendAsync(admin, license.Id, "Chargebacks", default);

        var record = Assert.Single(await world.AuditAsync());
        Assert.Equal(("""{"status":"Active"}""", """{"status":"Suspended"}"""), (record.Before, record.After));
    }

    [SkippableTheory, EachDatabase]
    public async Task A_change_to_what_is_so_already_is_not_written_down(Provider on)
    {
        var (world, admin, keeping) = await GivenAsync(on);
        var license = await world.LicenseAsync();

        await keeping.ChangePlanAsync(admin, license.Id, "pro", trialEndsAt: null, default);
        await keeping.ResumeAsync(admin, license.Id, default);

        Assert.Empty(await world.AuditAsync());
    }

    private async Task<(World, Actor, LicenseAdmin)> GivenAsync(Provider on)
    {
        var world = await WorldAsync(on);
        return (world, await world.AdminAsync(), world.Get<LicenseAdmin>());
    }

    private static async Task<User> OwnerAsync(World world)
    {
        var id = await world.OwnerAsync();
        return await world.ReadAsync(db => db.Users.SingleAsync(user => user.Id == id));
    }
}
