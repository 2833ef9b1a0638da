using SeoRankGenius.Credits.Licensing;
using SeoRankGenius.Credits.Tests.Fixtures;
using SeoRankGenius.Credits.Tests.Scenarios;

namespace SeoRankGenius.Credits.Tests.Licensing;

public sealed class IssuingALicenseTests : WorldTests
{
    [SkippableTheory, EachDatabase]
    public async Task A_new_license_begins_with_an_empty_shared_pool(Provider on)
    {
        var world = await WorldAsync(on);

        var license = await world.LicenseAsync();

        Assert.Equal(0, await world.BalanceAsync(license.Id));
    }

    [SkippableTheory, EachDatabase]
    public async Task A_plan_that_is_not_in_the_catalog_is_refused(Provider on)
    {
        var world = await WorldAsync(on);
        var ownerId = await world.OwnerAsync();

        await Refused.WithAsync(
            RefusalCode.InvalidRequest, () => world.LicenseAsync("platinum", ownerId: ownerId));
    }

    [SkippableTheory, EachDatabase]
    public async Task A_key_that_is_taken_is_refused(Provider on)
    {
        var world = await WorldAsync(on);
        await world.LicenseAsync(key: "SRG-NORTHWIND-0001");

        await Refused.WithAsync(RefusalCode.InvalidRequest, () => world.LicenseAsync(key: "SRG-NORTHWIND-0001"));
    }

    [Theory, InlineData(""), InlineData("abc")]
    public async Task A_key_that_is_too_short_is_refused(string key)
    {
        var world = await WorldAsync(Provider.Sqlite);

        await Refused.WithAsync(RefusalCode.InvalidRequest, () => world.LicenseAsync(key: key));
    }

    [Fact]
    public void Secrets_differ() => Assert.NotEqual(Secret.New("SRG-"), Secret.New("SRG-"));

    // 32 letters of 32 kinds: 160 bits.
    [Fact]
    public void Secrets_cannot_be_guessed() => Assert.Matches("^SRG-[A-HJ-NP-Z2-9]{32}$", Secret.New("SRG-"));
}
