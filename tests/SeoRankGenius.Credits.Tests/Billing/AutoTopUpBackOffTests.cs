using SeoRankGenius.Credits.Billing.AutoTopUps;
using SeoRankGenius.Credits.Licensing;
using SeoRankGenius.Credits.Tests.Fixtures;
using SeoRankGenius.Credits.Tests.Scenarios;

namespace SeoRankGenius.Credits.Tests.Billing;

/// <summary>What keeps a low pool from being topped up.</summary>
public sealed class AutoTopUpBackOffTests : AppTests
{
    [SkippableTheory, EachDatabase]
    public async Task The_monthly_limit_is_never_passed(Provider on)
    {
        var app = await AppAsync(on);
        var site = await app.TopUpSiteAsync(TopUpSteps.Terms(limitMinor: 59_99));
        for (var crossing = 0; crossing < 4; crossing++)
        {
            await app.World.SpendAsync(site, Math.Max(0, await app.World.BalanceAsync(site.License.Id) - 400) + 10);
            await app.TopUpAsync();
        }

        Assert.Equal(2, app.Paid());
        Assert.Equal((AutoTopUpState.On, AutoTopUpProblem.MonthlyLimit, 0), await app.World.StateAsync(site));
    }

    [SkippableTheory, EachDatabase]
    public async Task Next_month_it_goes_on_by_itself(Provider on)
    {
        var app = await AppAsync(on);
        var site = await app.TopUpSiteAsync(TopUpSteps.Terms(limitMinor: 20_00));
        await app.SpendDownAsync(site);
        await app.TopUpAsync();
        await app.World.SpendAsync(site, 5_000);
        await app.TopUpAsync();
        Assert.Equal(1, app.Paid());

        app.World.Time.Advance(TimeSpan.FromDays(31));
        await app.TopUpAsync();

        Assert.Equal((2, 5_400), (app.Paid(), await app.World.BalanceAsync(site.License.Id)));
        Assert.Equal((AutoTopUpState.On, null, 0), await app.World.StateAsync(site));
    }

    [SkippableTheory, EachDatabase]
    public async Task More_than_a_few_charges_within_an_hour_stop_it(Provider on)
    {
        var app = await AppAsync(on, ("TopUp:MostInAnHour", "2"));
        var site = await app.TopUpSiteAsync();
        for (var crossing = 0; crossing < 4; crossing++)
        {
            await app.World.SpendAsync(site, Math.Max(0, await app.World.BalanceAsync(site.License.Id) - 400) + 10);
            await app.TopUpAsync();
        }

        Assert.Equal(2, app.Paid());
        Assert.Equal((AutoTopUpState.Stopped, AutoTopUpProblem.Runaway, 0), await app.World.StateAsync(site));
    }

    [SkippableTheory]
    [EachDatabase(LicenseStatus.Suspended)]
    [EachDatabase(LicenseStatus.Canceled)]
    public async Task A_license_that_may_not_buy_is_not_charged(Provider on, LicenseStatus status)
    {
        var app = await AppAsync(on);
        var site = await app.TopUpSiteAsync();
        await app.SpendDownAsync(site);
        await app.World.ChangeAsync(site.License, license => license.Status = status);

        await app.TopUpAsync();

        Assert.Empty(await app.World.AutomaticAsync());
        await app.World.ChangeAsync(site.License, license => license.Status = LicenseStatus.Active);
        app.World.Time.Advance(TimeSpan.FromMinutes(11));
        await app.TopUpAsync();
        Assert.Equal(1, app.Paid());
    }

    [SkippableTheory, EachDatabase]
    public async Task Switched_off_it_charges_nothing_more(Provider on)
    {
        var app = await AppAsync(on);
        var site = await app.TopUpSiteAsync();
        await app.Get<AutoTopUpSetup>().SwitchOffAsync(site.License.Id, default);
        await app.SpendDownAsync(site);

        await app.TopUpAsync();

        Assert.Empty(await app.World.AutomaticAsync());
    }

    [SkippableTheory, EachDatabase]
    public async Task A_pack_sold_at_another_price_is_not_what_was_agreed_to(Provider on)
    {
        var app = await AppAsync(on);
        var site = await app.TopUpSiteAsync();
        await app.World.SqlAsync($"""UPDATE "AutoTopUps" SET "PriceMinor" = 1900""");
        await app.SpendDownAsync(site);

        await app.TopUpAsync();

        Assert.Empty(await app.World.AutomaticAsync());
        Assert.Equal((AutoTopUpState.Stopped, AutoTopUpProblem.PackChanged, 0), await app.World.StateAsync(site));
    }
}
