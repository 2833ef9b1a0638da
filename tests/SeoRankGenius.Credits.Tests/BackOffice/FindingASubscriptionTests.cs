using SeoRankGenius.Credits.BackOffice.Licenses;
using SeoRankGenius.Credits.Tests.Fixtures;
using SeoRankGenius.Credits.Tests.Scenarios;

namespace SeoRankGenius.Credits.Tests.BackOffice;

public sealed class FindingASubscriptionTests : AppTests
{
    [SkippableTheory, EachDatabase]
    public async Task Stripes_subscription_and_customer_lead_to_their_license(Provider on)
    {
        var app = await AppAsync(on);
        var license = await app.World.LicenseAsync("free");
        var subscription = await app.SubscribedAsync(license);
        var customer = (await app.World.LicenseRowAsync(license)).StripeCustomerId!;

        foreach (var id in (string[])[subscription, customer])
        {
            var hit = Assert.Single(await app.Get<Search>().FindAsync(id, default));
            Assert.Equal((SearchResultKind.License, $"{license.Id}", true), (hit.Kind, hit.Key, hit.IsExact));
        }

        Assert.Empty(await app.Get<Search>().FindAsync("sub_none", default));
    }
}
