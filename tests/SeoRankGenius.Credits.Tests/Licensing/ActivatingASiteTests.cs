using Microsoft.EntityFrameworkCore;
using SeoRankGenius.Credits.Licensing;
using SeoRankGenius.Credits.Tests.Fixtures;
using SeoRankGenius.Credits.Tests.Scenarios;

namespace SeoRankGenius.Credits.Tests.Licensing;

public sealed class ActivatingASiteTests : WorldTests
{
    [SkippableTheory, EachDatabase]
    public async Task A_new_site_begins_with_an_empty_domain_pool(Provider on)
    {
        var world = await WorldAsync(on);

        var site = await world.SiteAsync(await world.LicenseAsync());

        Assert.Equal(new(Shared: 0, Domain: 0), await world.BalancesAsync(site));
    }

    [SkippableTheory, EachDatabase]
    public async Task The_same_domain_in_another_spelling_is_the_same_site(Provider on)
    {
        var world = await WorldAsync(on);
        var license = await world.LicenseAsync();

        var first = await world.ActivateAsync(license.Key, "northwind-agency.example");
        var second = await world.ActivateAsync(license.Key, "https://WWW.Northwind-Agency.example/blog");

        Assert.Equal((first.SiteId, true, false), (second.SiteId, first.IsNew, second.IsNew));
    }

    [SkippableTheory, EachDatabase]
    public async Task Activating_again_replaces_the_token(Provider on)
    {
        var world = await WorldAsync(on);
        var license = await world.LicenseAsync();
        var first = await world.ActivateAsync(license.Key, "northwind-agency.example");

        var second = await world.ActivateAsync(license.Key, "northwind-agency.example");

        var hash = await world.ReadAsync(db => db.Sites.Select(site => site.TokenHash).SingleAsync());
        Assert.NotEqual(Secret.Hash(first.Token), hash);
        Assert.Equal(Secret.Hash(second.Token), hash);
    }

    [SkippableTheory, EachDatabase]
    public async Task Activating_again_keeps_the_credits(Provider on)
    {
        var world = await WorldAsync(on);
        var site = await world.SiteAsync(shared: 3_450, domain: 1_370);

        await world.ActivateAsync(site.License.Key, site.Domain);

        Assert.Equal(new(Shared: 3_450, Domain: 1_370), await world.BalancesAsync(site));
    }

    [SkippableTheory, EachDatabase]
    public async Task A_license_on_the_free_plan_can_connect_its_site(Provider on)
    {
        var world = await WorldAsync(on);
        var license = await world.LicenseAsync("free");

        var activation = await world.ActivateAsync(license.Key, "contoso-blog.example");

        Assert.True(activation is { IsNew: true, Entitlement.IsFree: true });
    }

    [SkippableTheory, EachDatabase]
    public async Task Neither_key_nor_token_is_stored(Provider on)
    {
        var world = await WorldAsync(on);
        var license = await world.LicenseAsync(key: "SRG-NORTHWIND-0001");
        await world.SiteAsync(license, "northwind-agency.example");

        var stored = await world.ReadAsync(db => db.Licenses.AsNoTracking().SingleAsync());

        Assert.Equal((License.HashKey("SRG-NORTHWIND-0001"), "0001"), (stored.KeyHash, stored.KeyHint));
        Assert.Matches("^[0-9a-f]{64}$", stored.KeyHash);
        Assert.Matches(
            "^[0-9a-f]{64}$", await world.ReadAsync(db => db.Sites.Select(row => row.TokenHash).SingleAsync()));
    }

    [SkippableTheory, EachDatabase]
    public async Task Twenty_at_once_make_one_site(Provider on)
    {
        var world = await WorldAsync(on);
        await using var other = world.AnotherInstance();
        var license = await world.LicenseAsync();

        var activations = await Concurrently.AtOnceAsync(20, caller =>
            (caller % 2 == 0 ? world : other).ActivateAsync(license.Key, "northwind-agency.example"));

        Assert.Single(activations, activation => activation.IsNew);
        Assert.Single(activations.Select(activation => activation.SiteId).Distinct());
    }

    [SkippableTheory, EachDatabase]
    public async Task A_plan_has_so_many_sites_however_many_ask_at_once(Provider on)
    {
        var world = await WorldAsync(on);
        await using var other = world.AnotherInstance();
        var license = await world.LicenseAsync();

        var connected = await Concurrently.AtOnceAsync(30, caller => Refused.OrDoneAsync(
            RefusalCode.SiteLimitReached,
            () => (caller % 2 == 0 ? world : other).ActivateAsync(license.Key, $"site-{caller}.example")));

        Assert.Equal(10, connected.Count(done => done));
        Assert.Equal(10, await world.ReadAsync(db => db.Sites.CountAsync()));
    }
}
