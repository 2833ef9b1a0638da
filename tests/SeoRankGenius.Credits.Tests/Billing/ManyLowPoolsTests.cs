using SeoRankGenius.Credits.Billing.AutoTopUps;
using SeoRankGenius.Credits.Billing.Purchases;
using SeoRankGenius.Credits.Catalog;
using SeoRankGenius.Credits.Ledger;
using SeoRankGenius.Credits.Tests.Fixtures;
using SeoRankGenius.Credits.Tests.Scenarios;

namespace SeoRankGenius.Credits.Tests.Billing;

public sealed class ManyLowPoolsTests : AppTests
{
    private const int MostInAPass = 100;

    [Fact]
    public async Task Pools_that_returned_money_made_low_do_not_delay_others()
    {
        var app = await AppAsync(Provider.Sqlite);
        var first = await app.World.SiteAsync();
        var licenses = new List<TestLicense>();
        for (var i = 0; i < MostInAPass; i++)
            licenses.Add(await app.World.LicenseAsync(ownerId: first.License.OwnerId));
        await app.World.WriteAsync(async db =>
        {
            foreach (var license in licenses)
            {
                app.Get<CreditLedger>().Post(db, Move(license.Id, 1_000, TransactionKind.Grant));
                app.Get<CreditLedger>().Post(db, Move(license.Id, -1_000, TransactionKind.Refund));
                db.AutoTopUps.Add(TopUp(app, new Buyer(
                    license.OwnerId, "owner@northwind.example", first.Id, first.Domain, license.Id)));
            }

            await db.SaveChangesAsync();
        });
        app.World.Time.Advance(TimeSpan.FromSeconds(1));
        var last = await app.TopUpSiteAsync();
        await app.SpendDownAsync(last);

        await app.TopUpAsync();

        Assert.Equal(last.License.Id, Assert.Single(await app.World.AutomaticAsync()).LicenseId);
    }

    private static Movement Move(Guid poolId, long credits, TransactionKind kind) =>
        Movement.Into(poolId, credits, kind, $"test:{poolId:N}:{kind}", "system");

    private static AutoTopUp TopUp(App app, Buyer buyer)
    {
        var now = app.World.Time.GetUtcNow().UtcDateTime;
        var topUp = AutoTopUp.For(buyer.LicenseId, buyer);
        topUp.Agree(buyer, TopUpSteps.Terms(), "I agree.", setUpPurchaseId: null, now);
        topUp.Activate(
            new SavedCard("pm_1", "visa", "4242"),
            Purchase.Of(PriceList.Default.Packs[0], "usd", buyer, now, TimeSpan.FromHours(1), savesCard: true));
        return topUp;
    }
}
