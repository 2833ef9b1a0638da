using Microsoft.EntityFrameworkCore;
using SeoRankGenius.Credits.Billing.Purchases;
using SeoRankGenius.Credits.Billing.Refunds;
using SeoRankGenius.Credits.Tests.Fixtures;
using SeoRankGenius.Credits.Tests.Scenarios;

namespace SeoRankGenius.Credits.Tests.Billing;

public sealed class ChargingASavedCardTests : AppTests
{
    [SkippableTheory, EachDatabase]
    public async Task Below_the_threshold_the_pack_is_bought(Provider on)
    {
        var app = await AppAsync(on);
        var site = await app.TopUpSiteAsync();
        await app.SpendDownAsync(site);

        await app.TopUpAsync();

        var bought = Assert.Single(await app.World.AutomaticAsync());
        Assert.Equal((PurchaseStatus.Paid, 20_00), (bought.Status, bought.PaidMinor));
        Assert.Equal(5_400, await app.World.BalanceAsync(site.License.Id));
        Assert.Equal(1, app.Paid());
    }

    [SkippableTheory, EachDatabase]
    public async Task At_the_threshold_nothing_is_bought(Provider on)
    {
        var app = await AppAsync(on);
        var site = await app.TopUpSiteAsync();
        await app.World.SpendAsync(site, 4_500);

        await app.TopUpAsync();

        Assert.Empty(await app.World.AutomaticAsync());
    }

    [SkippableTheory, EachDatabase]
    public async Task One_crossing_is_charged_once(Provider on)
    {
        var app = await AppAsync(on);
        var site = await app.TopUpSiteAsync();
        await app.SpendDownAsync(site);

        for (var pass = 0; pass < 3; pass++)
            await app.TopUpAsync();

        Assert.Equal(1, app.Paid());
    }

    [SkippableTheory, EachDatabase]
    public async Task The_next_crossing_is_charged_again(Provider on)
    {
        var app = await AppAsync(on);
        var site = await app.TopUpSiteAsync();
        for (var crossing = 0; crossing < 3; crossing++)
        {
            await app.World.SpendAsync(site, await app.World.BalanceAsync(site.License.Id) - 400);
            await app.TopUpAsync();
        }

        Assert.Equal((3, 5_400), (app.Paid(), await app.World.BalanceAsync(site.License.Id)));
    }

    [Fact]
    public async Task Stripe_is_asked_for_the_saved_card_off_session()
    {
        var app = await AppAsync(Provider.Sqlite);
        var site = await app.TopUpSiteAsync();
        await app.SpendDownAsync(site);

        await app.TopUpAsync();

        var purchase = Assert.Single(await app.World.AutomaticAsync());
        var request = app.Stripe.Requests.Single(made => made is { Method: "POST", Path: "/v1/payment_intents" });
        Assert.Equal(purchase.Id.ToString("D"), request.IdempotencyKey);
        Assert.Equal(
            ("2000", "usd", "true", "true"),
            (request.Fields["amount"], request.Fields["currency"], request.Fields["off_session"],
                request.Fields["confirm"]));
        Assert.Equal((string)app.Stripe.Cards.All[0]["id"]!, request.Fields["payment_method"]);
        Assert.Equal((string)app.Stripe.Cards.Customers[0]["id"]!, request.Fields["customer"]);
        Assert.Equal(purchase.Id.ToString("D"), request.Fields["metadata[purchase_id]"]);
        Assert.Equal(site.Domain, request.Fields["metadata[site]"]);
    }

    [SkippableTheory, EachDatabase]
    public async Task Sixty_four_spends_across_the_threshold_charge_once(Provider on)
    {
        var app = await AppAsync(on);
        await using var other = app.AnotherInstance();
        var site = await app.TopUpSiteAsync();

        // 4,480 of 5,000 go while two instances look all the time.
        var spending = Concurrently.AtOnceAsync(64, _ => app.World.SpendAsync(site, 70));
        while (!spending.IsCompleted)
            await Task.WhenAll(app.TopUpAsync(), other.TopUpAsync());
        await spending;
        await app.World.SpendAsync(site, 100);
        await Concurrently.AtOnceAsync(8, async caller =>
        {
            await (caller % 2 == 0 ? app : other).TopUpAsync();
            return true;
        });

        Assert.Equal((1, 5_420), (app.Paid(), await app.World.BalanceAsync(site.License.Id)));
    }

    [SkippableTheory, EachDatabase]
    public async Task Two_instances_charge_once(Provider on)
    {
        var app = await AppAsync(on);
        await using var other = app.AnotherInstance();
        var site = await app.TopUpSiteAsync();
        for (var crossing = 1; crossing <= 4; crossing++)
        {
            await app.World.SpendAsync(site, await app.World.BalanceAsync(site.License.Id) - 400);

            await Task.WhenAll(app.TopUpAsync(), other.TopUpAsync(), app.TopUpAsync(), other.TopUpAsync());

            Assert.Equal((crossing, 5_400), (app.Paid(), await app.World.BalanceAsync(site.License.Id)));
        }
    }

    [SkippableTheory, EachDatabase]
    public async Task Its_money_goes_back_as_any_others(Provider on)
    {
        var app = await AppAsync(on);
        var site = await app.TopUpSiteAsync();
        await app.SpendDownAsync(site);
        await app.TopUpAsync();
        var bought = Assert.Single(await app.World.AutomaticAsync());

        await app.RefundAsync(new(
            Guid.NewGuid(), PaidSource.Purchase(bought.Id), 10_00, "requested_by_customer", "admin:test"));
        await app.DeliverChargeEventsAsync();

        Assert.Equal(2_900, await app.World.BalanceAsync(site.License.Id));
        Assert.Equal(2_500, (await app.World.PurchaseAsync(bought.Id)).CreditsTaken);
    }

    [SkippableTheory, EachDatabase]
    public async Task The_daily_report_finds_no_difference(Provider on)
    {
        var app = await AppAsync(on);
        var site = await app.TopUpSiteAsync();
        await app.SpendDownAsync(site);
        await app.TopUpAsync();
        app.World.Time.Advance(TimeSpan.FromDays(1));

        await app.ReconcileDayAsync();

        var report = await app.World.ReadAsync(db => db.ReconciliationReports.SingleAsync());
        Assert.Equal(("", 2, "$40.00"), (report.Differences, report.Payments, report.Paid));
    }
}
