using SeoRankGenius.Credits.Licensing;
using SeoRankGenius.Credits.Tests.Fixtures;
using SeoRankGenius.Credits.Usage;

namespace SeoRankGenius.Credits.Tests.Usage;

public sealed class RefusingASpendTests : WorldTests
{
    private static readonly SpendRequest Good = new("post-42", World.AnyFeature, 5);

    public static TheoryData<string, SpendRequest> BadRequests => new()
    {
        { "feature", Good with { Feature = "mind-reading" } },
        { "credits", Good with { Credits = 0 } },
        { "credits", Good with { Credits = 16 } },
        { "credits", Good with { Credits = -5 } },
        { "quantity", Good with { Quantity = 0 } },
        { "quantity", Good with { Quantity = 1_001 } },
        { "reference", Good with { Reference = new string('r', 201) } },
        { "idempotencyKey", Good with { Key = "" } },
        { "idempotencyKey", Good with { Key = new string('k', 256) } },
    };

    [Theory, MemberData(nameof(BadRequests))]
    public async Task A_bad_request_names_its_field(string field, SpendRequest request)
    {
        var world = await WorldAsync(Provider.Sqlite);
        var site = await world.SiteAsync(shared: 3_450);

        var refusal = await Refused.WithAsync(
            RefusalCode.InvalidRequest, () => world.SpendAsync(site, request));

        Assert.Equal([field], ((Dictionary<string, string[]>)refusal.Facts["errors"]).Keys);
    }

    [Fact]
    public async Task Every_fault_of_a_request_is_listed_at_once()
    {
        var world = await WorldAsync(Provider.Sqlite);
        var site = await world.SiteAsync(shared: 3_450);

        var refusal = await Refused.WithAsync(
            RefusalCode.InvalidRequest,
            () => world.SpendAsync(site, new SpendRequest("", "mind-reading", 5, 0, new string('r', 201))));

        Assert.Equal(
            ["feature", "idempotencyKey", "quantity", "reference"],
            ((Dictionary<string, string[]>)refusal.Facts["errors"]).Keys.Order(StringComparer.Ordinal));
    }

    // The documented order: bad request, key reused, suspended, Free plan, too few credits.
    [SkippableTheory, EachDatabase]
    public async Task The_first_refusal_in_the_documented_order_is_told(Provider on)
    {
        var world = await WorldAsync(on);
        var site = await world.SiteAsync(domain: 5);
        await world.SpendAsync(site, Good);
        await world.ChangeAsync(site.License, license =>
            (license.Plan, license.Status) = ("free", LicenseStatus.Suspended));

        await Refused.WithAsync(RefusalCode.InvalidRequest, () => world.SpendAsync(site, Good with { Credits = 16 }));
        await Refused.WithAsync(
            RefusalCode.IdempotencyKeyReused, () => world.SpendAsync(site, Good with { Credits = 6 }));
        await Refused.WithAsync(RefusalCode.LicenseSuspended, () => world.SpendAsync(site, 5));

        await world.ChangeAsync(site.License, license => license.Status = LicenseStatus.Active);
        await Refused.WithAsync(RefusalCode.PlanRequired, () => world.SpendAsync(site, 5));
    }
}
