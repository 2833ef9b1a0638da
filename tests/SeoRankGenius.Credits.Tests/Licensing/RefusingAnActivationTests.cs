using Microsoft.EntityFrameworkCore;
using SeoRankGenius.Credits.Licensing;
using SeoRankGenius.Credits.Tests.Fixtures;

namespace SeoRankGenius.Credits.Tests.Licensing;

/// <summary>In the documented order: bad domain, unknown key, suspended, domain taken, site limit.</summary>
public sealed class RefusingAnActivationTests : WorldTests
{
    [SkippableTheory, EachDatabase]
    public async Task A_bad_domain_comes_before_an_unknown_key(Provider on)
    {
        var world = await WorldAsync(on);

        await Refused.WithAsync(RefusalCode.InvalidRequest, () => world.ActivateAsync("SRG-UNKNOWN", "intranet"));
    }

    [SkippableTheory, EachDatabase]
    public async Task An_unknown_key_comes_before_a_domain_that_is_taken(Provider on)
    {
        var world = await WorldAsync(on);
        await world.SiteAsync(await world.LicenseAsync(), "northwind-agency.example");

        await Refused.WithAsync(
            RefusalCode.NotFound, () => world.ActivateAsync("SRG-UNKNOWN", "northwind-agency.example"));
    }

    [SkippableTheory, EachDatabase]
    public async Task A_suspended_license_comes_before_a_domain_that_is_taken(Provider on)
    {
        var world = await WorldAsync(on);
        await world.SiteAsync(await world.LicenseAsync(), "northwind-agency.example");
        var suspended = await world.LicenseAsync();
        await world.ChangeAsync(suspended, license => license.Status = LicenseStatus.Suspended);

        await Refused.WithAsync(
            RefusalCode.LicenseSuspended, () => world.ActivateAsync(suspended.Key, "northwind-agency.example"));
    }

    [SkippableTheory, EachDatabase]
    public async Task A_domain_that_is_taken_comes_before_the_site_limit(Provider on)
    {
        var world = await WorldAsync(on);
        await world.SiteAsync(await world.LicenseAsync(), "northwind-agency.example");
        var free = await world.LicenseAsync("free");
        await world.SiteAsync(free, "contoso-blog.example");

        await Refused.WithAsync(
            RefusalCode.DomainTaken, () => world.ActivateAsync(free.Key, "www.northwind-agency.example"));
    }

    [SkippableTheory, EachDatabase]
    public async Task The_site_limit_is_told(Provider on)
    {
        var world = await WorldAsync(on);
        var free = await world.LicenseAsync("free");
        await world.SiteAsync(free, "contoso-blog.example");

        var refusal = await Refused.WithAsync(
            RefusalCode.SiteLimitReached, () => world.ActivateAsync(free.Key, "contoso-shop.example"));

        Assert.Equal(1, refusal.Facts["siteLimit"]);
    }

    [SkippableTheory, EachDatabase]
    public async Task A_site_that_is_connected_is_not_stopped_by_the_limit(Provider on)
    {
        var world = await WorldAsync(on);
        var license = await world.LicenseAsync();
        await world.SiteAsync(license, "northwind-agency.example");
        await world.SiteAsync(license, "client-bakery.example");
        await world.ChangeAsync(license, row => row.Plan = "free");

        Assert.False((await world.ActivateAsync(license.Key, "client-bakery.example")).IsNew);
    }

    [SkippableTheory, EachDatabase]
    public async Task A_refused_activation_keeps_the_token_that_works(Provider on)
    {
        var world = await WorldAsync(on);
        var site = await world.SiteAsync(await world.LicenseAsync(), "northwind-agency.example");
        var other = await world.LicenseAsync();

        await Refused.WithAsync(RefusalCode.DomainTaken, () => world.ActivateAsync(other.Key, site.Domain));

        Assert.Equal(
            Secret.Hash(site.Token), await world.ReadAsync(db => db.Sites.Select(row => row.TokenHash).SingleAsync()));
    }
}
