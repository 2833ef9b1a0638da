using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using SeoRankGenius.Credits.Licensing;
using SeoRankGenius.Credits.Tests.Fixtures;
using SeoRankGenius.Credits.Tests.Scenarios;
using SeoRankGenius.Credits.Usage;

namespace SeoRankGenius.Credits.Tests.Usage;

public sealed class RepeatingASpendTests : WorldTests
{
    [SkippableTheory, EachDatabase]
    public async Task The_same_key_gets_the_first_answer_again(Provider on)
    {
        var world = await WorldAsync(on);
        var site = await world.SiteAsync(shared: 3_450, domain: 1_370);
        var first = await world.SpendAsync(site, 1_500, key: "post-42");

        var again = await world.SpendAsync(site, 1_500, key: "post-42");

        Assert.Equal(first with { IsReplay = true }, again);
    }

    [SkippableTheory, EachDatabase]
    public async Task What_is_kept_for_ever_is_short(Provider on)
    {
        var world = await WorldAsync(on);
        var site = await world.SiteAsync(shared: 3_450, domain: 1_370);

        var first = await world.SpendAsync(site, 1_500, key: "post-42");

        var id = first.Value.TransactionId;
        Assert.Equal(
            $$$"""{"t":"{{{id}}}","c":{"d":1370,"s":130},"b":{"s":3320,"d":0}}""",
            await world.ReadAsync(db => db.IdempotencyRecords.Select(row => row.Body).SingleAsync()));
    }

    [SkippableTheory, EachDatabase]
    public async Task The_same_key_charges_once(Provider on)
    {
        var world = await WorldAsync(on);
        var site = await world.SiteAsync(shared: 3_450, domain: 1_370);
        await world.SpendAsync(site, 1_500, key: "post-42");
        var before = await world.EverythingAsync();

        await world.SpendAsync(site, 1_500, key: "post-42");

        Assert.Equal(before, await world.EverythingAsync());
    }

    [SkippableTheory, EachDatabase]
    public async Task An_answer_is_remembered_whatever_happened_since(Provider on)
    {
        var world = await WorldAsync(on);
        var site = await world.SiteAsync(shared: 3_450, domain: 1_370);
        var first = await world.SpendAsync(site, 1_500, key: "post-42");
        await world.SpendAsync(site, 3_320);
        await world.ChangeAsync(site.License, license => license.Status = LicenseStatus.Suspended);
        world.Time.Advance(TimeSpan.FromDays(3_650));

        var again = await world.SpendAsync(site, 1_500, key: "post-42");

        Assert.Equal(first.Value, again.Value);
    }

    [SkippableTheory, EachDatabase]
    public async Task Twenty_at_once_have_one_effect(Provider on)
    {
        var world = await WorldAsync(on);
        var site = await world.SiteAsync(shared: 3_450, domain: 1_370);

        await Concurrently.AtOnceAsync(20, _ => world.SpendAsync(site, 1_500, key: "post-42"));

        Assert.Equal(new(Shared: 3_320, Domain: 0), await world.BalancesAsync(site));
    }

    [SkippableTheory, EachDatabase]
    public async Task Twenty_at_once_get_the_same_answer(Provider on)
    {
        var world = await WorldAsync(on);
        var site = await world.SiteAsync(shared: 3_450, domain: 1_370);

        var answers = await Concurrently.AtOnceAsync(20, _ => world.SpendAsync(site, 1_500, key: "post-42"));

        Assert.Single(answers.Select(answer => answer.Value).Distinct());
        Assert.Single(answers, answer => !answer.IsReplay);
    }

    [SkippableTheory, EachDatabase]
    public async Task Twenty_at_once_on_two_instances_have_one_effect(Provider on)
    {
        var world = await WorldAsync(on);
        await using var other = world.AnotherInstance();
        var site = await world.SiteAsync(shared: 3_450, domain: 1_370);

        var answers = await Concurrently.AtOnceAsync(
            20, caller => (caller % 2 == 0 ? world : other).SpendAsync(site, 1_500, key: "post-42"));

        Assert.Single(answers.Select(answer => answer.Value).Distinct());
        Assert.Equal(new(Shared: 3_320, Domain: 0), await world.BalancesAsync(site));
    }

    [SkippableTheory]
    [EachDatabase(6L, 1L, null), EachDatabase(5L, 2L, null), EachDatabase(5L, 1L, "post 43")]
    public async Task Another_request_with_the_same_key_is_refused(
        Provider on, long credits, long quantity, string? reference)
    {
        var world = await WorldAsync(on);
        var site = await world.SiteAsync(shared: 3_450, domain: 1_370);
        await world.SpendAsync(site, new SpendRequest("post-42", World.AnyFeature, 5));
        var before = await world.EverythingAsync();

        await Refused.WithAsync(RefusalCode.IdempotencyKeyReused, () => world.SpendAsync(
            site, new SpendRequest("post-42", World.AnyFeature, credits, quantity, reference)));

        Assert.Equal(before, await world.EverythingAsync());
    }

    [SkippableTheory, EachDatabase]
    public async Task An_answer_is_remembered_when_the_catalog_no_longer_has_the_feature(Provider on)
    {
        var world = await WorldAsync(on);
        var site = await world.SiteAsync(shared: 3_450);
        var first = await world.SpendAsync(site, 15, key: "post-42");
        await using var later = world.AnotherInstance(services => services.AddSingleton(
            World.Catalog with { Features = [new("other", "Other", 1, 5)] }));

        var again = await later.SpendAsync(site, 15, key: "post-42");

        Assert.Equal(first with { IsReplay = true }, again);
        await Refused.WithAsync(RefusalCode.InvalidRequest, () => later.SpendAsync(site, 15, key: "post-43"));
        await Refused.WithAsync(RefusalCode.InvalidRequest, () => later.SpendAsync(site, 14, key: "post-42"));
        Assert.Equal(3_435, await world.BalanceAsync(site.License.Id));
    }

    [SkippableTheory, EachDatabase]
    public async Task A_key_that_differs_in_case_is_another_key(Provider on)
    {
        var world = await WorldAsync(on);
        var site = await world.SiteAsync(shared: 3_450);

        await world.SpendAsync(site, 5, key: "post-a");
        await world.SpendAsync(site, 5, key: "post-A");

        Assert.Equal(3_440, await world.BalanceAsync(site.License.Id));
    }

    [SkippableTheory, EachDatabase]
    public async Task A_key_is_its_sites_own(Provider on)
    {
        var world = await WorldAsync(on);
        var agency = await world.SiteAsync(shared: 3_450);
        var bakery = await world.SiteAsync(agency.License);

        await world.SpendAsync(agency, 5, key: "post-42");
        await world.SpendAsync(bakery, 5, key: "post-42");

        Assert.Equal(3_440, await world.BalanceAsync(agency.License.Id));
    }

    [SkippableTheory, EachDatabase]
    public async Task A_refusal_is_not_remembered(Provider on)
    {
        var world = await WorldAsync(on);
        var site = await world.SiteAsync(domain: 10);
        await Refused.WithAsync(RefusalCode.InsufficientCredits, () => world.SpendAsync(site, 15, key: "post-42"));

        await world.GrantAsync(site.Id, 5);
        await world.SpendAsync(site, 15, key: "post-42");

        Assert.Equal(0, await world.BalanceAsync(site.Id));
    }

    [SkippableTheory, EachDatabase]
    public async Task A_key_of_255_characters_is_remembered(Provider on)
    {
        var world = await WorldAsync(on);
        var site = await world.SiteAsync(shared: 3_450);
        var key = new string('k', 255);

        await world.SpendAsync(site, 5, key);

        Assert.True((await world.SpendAsync(site, 5, key)).IsReplay);
    }
}
