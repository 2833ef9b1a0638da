using SeoRankGenius.Credits.BackOffice;
using SeoRankGenius.Credits.Tests.Support;

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
            var hit = Assert.Single(await app.The<Searching>().FindAsync(id, default));
            Assert.Equal((HitKind.License, $"{license.Id}", true), (hit.Kind, hit.Key, hit.IsExact));
        }

        Assert.Empty(await app.The<Searching>().FindAsync("sub_none", default));
    }
}
