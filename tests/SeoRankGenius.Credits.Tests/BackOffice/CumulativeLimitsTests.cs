using SeoRankGenius.Credits.BackOffice.Audit;
using SeoRankGenius.Credits.Tests.Fixtures;
using SeoRankGenius.Credits.Tests.Scenarios;

namespace SeoRankGenius.Credits.Tests.BackOffice;

/// <summary>Several small changes need a second admin as one large one does.</summary>
public sealed class CumulativeLimitsTests : WorldTests
{
    private World _world = null!;
    private TestSite _site = null!;
    private Actor _first = null!, _second = null!;

    [SkippableTheory, EachDatabase]
    public async Task Small_changes_of_one_license_add_up(Provider on)
    {
        await GivenAsync(on);
        await AdjustAsync(_first, 600);

        Assert.Null(await AdjustAsync(_first, 401));
        Assert.NotNull(await AdjustAsync(_first, 400));
    }

    [SkippableTheory, EachDatabase]
    public async Task Two_admins_add_up_on_one_license(Provider on)
    {
        await GivenAsync(on);
        await AdjustAsync(_first, 600);

        Assert.Null(await AdjustAsync(_second, 600));
    }

    [SkippableTheory, EachDatabase]
    public async Task Credits_taken_count_like_credits_given(Provider on)
    {
        await GivenAsync(on);
        await AdjustAsync(_first, 600);

        Assert.Null(await AdjustAsync(_first, -600));
    }

    [SkippableTheory, EachDatabase]
    public async Task After_a_day_they_no_longer_count(Provider on)
    {
        await GivenAsync(on);
        await AdjustAsync(_first, 600);
        _world.Time.Advance(TimeSpan.FromHours(24));

        Assert.NotNull(await AdjustAsync(_first, 600));
    }

    [SkippableTheory, EachDatabase]
    public async Task One_admins_changes_add_up_over_licenses(Provider on)
    {
        await GivenAsync(on);
        for (var i = 0; i < 5; i++)
            Assert.NotNull(await AdjustAsync(_first, 1_000, await _world.SiteAsync(shared: 3_450)));

        Assert.Null(await AdjustAsync(_first, 1));
    }

    [SkippableTheory, EachDatabase]
    public async Task The_same_form_counts_once(Provider on)
    {
        await GivenAsync(on);
        var form = _site.Adjust(_site.License.Id, 600);
        await _world.AdjustAsync(_first, form);
        await _world.AdjustAsync(_first, form);

        Assert.NotNull(await AdjustAsync(_first, 400));
    }

    private async Task GivenAsync(Provider on)
    {
        _world = await WorldAsync(on);
        _site = await _world.SiteAsync(shared: 3_450, domain: 1_370);
        _first = await _world.AdminAsync();
        _second = await _world.AdminAsync("second.admin");
    }

    private async Task<Guid?> AdjustAsync(Actor admin, long credits, TestSite? site = null) =>
        (await _world.AdjustAsync(admin, (site ?? _site).Adjust((site ?? _site).License.Id, credits))).TransactionId;
}
