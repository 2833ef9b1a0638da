using SeoRankGenius.Credits.Billing.AutoTopUps;
using SeoRankGenius.Credits.Demo.Sandbox;
using SeoRankGenius.Credits.Ledger;
using SeoRankGenius.Credits.Licensing;
using SeoRankGenius.Credits.Tests.Fixtures;
using SeoRankGenius.Credits.Tests.Scenarios;

namespace SeoRankGenius.Credits.Tests.Billing;

public sealed class SettingUpATopUpTests : AppTests
{
    [SkippableTheory, EachDatabase]
    public async Task It_is_off_unless_it_was_set_up(Provider on)
    {
        var app = await AppAsync(on);
        var site = await app.World.SiteAsync(shared: 100);
        await app.World.SpendAsync(site, 100);

        await app.TopUpAsync();

        Assert.Null(await app.World.TopUpOfAsync(site.License.Id));
        Assert.Empty(app.Stripe.Requests);
    }

    [SkippableTheory, EachDatabase]
    public async Task Paying_the_first_pack_saves_the_card_and_switches_it_on(Provider on)
    {
        var app = await AppAsync(on);

        var site = await app.TopUpSiteAsync();

        var topUp = (await app.World.TopUpOfAsync(site.License.Id))!;
        var card = Assert.Single(app.Stripe.Cards.All);
        Assert.Equal(
            (AutoTopUpState.On, (string)card["id"]!, "visa", "4242"),
            (topUp.State, topUp.PaymentMethodId, topUp.CardBrand, topUp.CardLast4));
        Assert.Equal(5_000, await app.World.BalanceAsync(site.License.Id));
    }

    [Fact]
    public async Task The_checkout_saves_a_card_of_the_licenses_customer()
    {
        var app = await AppAsync(Provider.Sqlite);

        var site = await app.TopUpSiteAsync();

        var fields = app.Stripe.Requests.Single(request =>
            request is { Method: "POST", Path: "/v1/checkout/sessions" }).Fields;
        Assert.Equal((string)Assert.Single(app.Stripe.Cards.Customers)["id"]!, fields["customer"]);
        Assert.Equal("off_session", fields["payment_intent_data[setup_future_usage]"]);
        Assert.Equal("card", fields["allowed_payment_method_types[0]"]);
        Assert.Equal(site.License.Id.ToString("D"), (string)app.Stripe.Cards.Customers[0]["metadata"]!["license"]!);
    }

    [SkippableTheory, EachDatabase]
    public async Task What_was_agreed_to_is_kept_in_its_words(Provider on)
    {
        var app = await AppAsync(on);

        var site = await app.TopUpSiteAsync();

        var topUp = (await app.World.TopUpOfAsync(site.License.Id))!;
        Assert.Equal(site.License.OwnerId, topUp.ConsentBy);
        Assert.Contains(
            "fall below 500, it buys 5,000 shared credits for $20", topUp.Consent, StringComparison.Ordinal);
        Assert.Contains("at most $100", topUp.Consent, StringComparison.Ordinal);
    }

    [SkippableTheory, EachDatabase]
    public async Task Before_it_is_paid_nothing_is_charged(Provider on)
    {
        var app = await AppAsync(on);
        var site = await app.World.SiteAsync();
        await app.AgreeAsync(site);

        await app.TopUpAsync();

        Assert.Equal(AutoTopUpState.Waiting, (await app.World.StateAsync(site)).State);
        Assert.Empty(app.Stripe.Cards.Charges);
    }

    [SkippableTheory, EachDatabase]
    public async Task Abandoned_it_is_off(Provider on)
    {
        var app = await AppAsync(on);
        var site = await app.World.SiteAsync();
        var session = (await app.AgreeAsync(site))!.Segments[^1];
        await app.Stripe.ExpireAsync(session);
        await app.DeliverAllAsync(session);

        await app.TopUpAsync();

        Assert.Equal(AutoTopUpState.Off, (await app.World.StateAsync(site)).State);
    }

    [SkippableTheory, EachDatabase]
    public async Task Pressed_twice_it_leads_to_one_checkout(Provider on)
    {
        var app = await AppAsync(on);
        await using var other = app.AnotherInstance();
        var site = await app.World.SiteAsync();

        var led = await Concurrently.AtOnceAsync(4, caller => (caller % 2 == 0 ? app : other).AgreeAsync(site));

        Assert.Single(led.Distinct());
        Assert.Single(await app.World.PurchasesAsync());
    }

    [SkippableTheory, EachDatabase]
    public async Task Another_pack_closes_the_checkout_before(Provider on)
    {
        var app = await AppAsync(on);
        var site = await app.World.SiteAsync();
        await app.AgreeAsync(site);

        var led = (await app.AgreeAsync(site, TopUpSteps.Terms(pack: "shared-1000")))!.Segments[^1];

        var payable = app.Stripe.Sessions.Where(made => (string?)made["status"] == "open");
        Assert.Equal([led], payable.Select(made => (string?)made["id"]));
    }

    [SkippableTheory, EachDatabase]
    public async Task A_checkout_that_was_paid_before_it_was_replaced_is_credited(Provider on)
    {
        var app = await AppAsync(on);
        var site = await app.World.SiteAsync();
        var first = (await app.AgreeAsync(site))!.Segments[^1];
        await app.Stripe.PayAsync(first, TestCard.Card);

        await app.AgreeAsync(site, TopUpSteps.Terms(pack: "shared-1000"));

        Assert.Equal(5_000, await app.World.BalanceAsync(site.License.Id));
        Assert.Equal(AutoTopUpState.Waiting, (await app.World.StateAsync(site)).State);
    }

    [SkippableTheory, EachDatabase]
    public async Task Buying_the_same_pack_beside_it_is_a_checkout_of_its_own(Provider on)
    {
        var app = await AppAsync(on);
        var site = await app.World.SiteAsync();
        var bought = await app.BuyAsync(site);

        var led = (await app.AgreeAsync(site))!.Segments[^1];

        Assert.NotEqual(bought, led);
    }

    [SkippableTheory, EachDatabase]
    public async Task With_a_saved_card_a_change_needs_no_checkout(Provider on)
    {
        var app = await AppAsync(on);
        var site = await app.TopUpSiteAsync();

        Assert.Null(await app.AgreeAsync(site, TopUpSteps.Terms(threshold: 900, limitMinor: 40_00)));

        var topUp = (await app.World.TopUpOfAsync(site.License.Id))!;
        Assert.Equal((AutoTopUpState.On, 900, 40_00), (topUp.State, topUp.Threshold, topUp.MonthlyLimitMinor));
        Assert.Contains("below 900", topUp.Consent, StringComparison.Ordinal);
    }

    [SkippableTheory, EachDatabase]
    public async Task Another_card_is_saved_by_another_checkout(Provider on)
    {
        var app = await AppAsync(on);
        var site = await app.TopUpSiteAsync();

        var session = (await app.AgreeAsync(site, otherCard: true))!.Segments[^1];
        Assert.Equal(AutoTopUpState.Waiting, (await app.World.StateAsync(site)).State);
        await app.Stripe.PayAsync(session, TestCard.AsksLater);
        await app.DeliverAllAsync(session);
        await app.TopUpAsync();

        Assert.Equal("3184", (await app.World.TopUpOfAsync(site.License.Id))!.CardLast4);
    }

    [Theory]
    [InlineData(0, 100_00, "shared-5000")]
    [InlineData(5_001, 100_00, "shared-5000")]
    [InlineData(500, 19_99, "shared-5000")]
    [InlineData(500, 10_000_01, "shared-5000")]
    [InlineData(500, 100_00, "domain-5000")]
    [InlineData(500, 100_00, "none")]
    public void Terms_that_make_no_sense_are_refused(long threshold, long limitMinor, string pack) =>
        Assert.Equal(
            RefusalCode.InvalidRequest,
            Assert.Throws<Refusal>(() => TopUpSteps.Terms(threshold, limitMinor, pack)).Code);

    [SkippableTheory, EachDatabase]
    public async Task Who_came_from_a_site_may_not_agree(Provider on)
    {
        var app = await AppAsync(on);
        var site = await app.World.SiteAsync();

        var no = await Assert.ThrowsAsync<Refusal>(() => app.AgreeAsync(site, onlySite: site.Id));

        Assert.Equal(RefusalCode.OwnerRequired, no.Code);
        Assert.Empty(await app.World.PurchasesAsync());
    }

    [SkippableTheory]
    [EachDatabase(LicenseStatus.Suspended, RefusalCode.LicenseSuspended)]
    [EachDatabase(LicenseStatus.Canceled, RefusalCode.PlanRequired)]
    public async Task Without_a_paid_plan_it_is_refused(Provider on, LicenseStatus status, RefusalCode code)
    {
        var app = await AppAsync(on);
        var site = await app.World.SiteAsync();
        await app.World.ChangeAsync(site.License, license => license.Status = status);

        Assert.Equal(code, (await Assert.ThrowsAsync<Refusal>(() => app.AgreeAsync(site))).Code);
    }

    [SkippableTheory, EachDatabase]
    public async Task Each_pool_has_its_own(Provider on)
    {
        var app = await AppAsync(on);
        var site = await app.TopUpSiteAsync();
        await app.TopUpSiteAsync(TopUpSteps.Terms(pack: "domain-1000", pool: PoolKind.Domain), site: site);
        await app.Get<AutoTopUpSetup>().SwitchOffAsync(site.License.Id, default);
        await app.World.SpendAsync(site, 600);

        await app.TopUpAsync();

        Assert.Equal(new(Shared: 5_000, Domain: 1_400), await app.World.BalancesAsync(site));
        Assert.Equal(site.Id, Assert.Single(await app.World.AutomaticAsync()).PoolId);
    }
}
