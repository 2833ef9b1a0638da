using SeoRankGenius.Credits.Billing.AutoTopUps;
using SeoRankGenius.Credits.Billing.Purchases;
using SeoRankGenius.Credits.Demo.Sandbox;
using SeoRankGenius.Credits.Tests.Fixtures;
using SeoRankGenius.Credits.Tests.Scenarios;

namespace SeoRankGenius.Credits.Tests.Billing;

public sealed class DeclinedTopUpsTests : AppTests, IDisposable
{
    private readonly string _mailbox = Directory.CreateTempSubdirectory("credits-mail-").FullName;

    public void Dispose() => Directory.Delete(_mailbox, recursive: true);

    [SkippableTheory, EachDatabase]
    public async Task A_declined_charge_brings_nothing_and_waits_an_hour(Provider on)
    {
        var app = await MailingAppAsync(on);
        var site = await FallenAsync(app, TestCard.DeclinesLater);

        await app.TopUpAsync();
        await app.DeliverChargeEventsAsync();
        app.World.Time.Advance(TimeSpan.FromMinutes(59));
        await app.TopUpAsync();

        var failed = Assert.Single(await app.World.AutomaticAsync());
        Assert.Equal((PurchaseStatus.Failed, "The card was declined."), (failed.Status, failed.Reason));
        Assert.Equal((AutoTopUpState.On, null, 1), await app.World.StateAsync(site));
        Assert.Equal(400, await app.World.BalanceAsync(site.License.Id));
    }

    [SkippableTheory, EachDatabase]
    public async Task Three_in_a_row_switch_it_off_with_one_email(Provider on)
    {
        var app = await MailingAppAsync(on);
        var site = await FallenAsync(app, TestCard.DeclinesLater);
        foreach (var hours in (int[])[0, 1, 6, 6, 24])
        {
            app.World.Time.Advance(TimeSpan.FromHours(hours));
            await app.TopUpAsync();
            await app.DeliverChargeEventsAsync();
        }

        Assert.Equal(3, app.Stripe.Cards.Charges.Count);
        Assert.Equal((AutoTopUpState.Stopped, AutoTopUpProblem.Declined, 3), await app.World.StateAsync(site));
        var mails = await app.World.MailsAsync();
        var mail = Assert.Single(mails, mail => mail.Key.StartsWith("top-up.", StringComparison.Ordinal));
        Assert.Contains("declined three times", mail.Text, StringComparison.Ordinal);
        Assert.Contains("/top-up/set-up?pool", mail.Text, StringComparison.Ordinal);
        Assert.Equal(mails.Count, Directory.GetFiles(_mailbox).Length);
    }

    [SkippableTheory, EachDatabase]
    public async Task A_paid_charge_begins_the_count_anew(Provider on)
    {
        var app = await MailingAppAsync(on);
        var site = await FallenAsync(app, TestCard.DeclinesLater);
        await app.TopUpAsync();
        app.World.Time.Advance(TimeSpan.FromHours(1));
        await app.TopUpAsync();
        app.Stripe.Cards.NextCharge(TestCard.Card);

        app.World.Time.Advance(TimeSpan.FromHours(6));
        await app.TopUpAsync();

        Assert.Equal((AutoTopUpState.On, null, 0), await app.World.StateAsync(site));
        Assert.Equal(5_400, await app.World.BalanceAsync(site.License.Id));
    }

    [SkippableTheory, EachDatabase]
    public async Task A_bank_that_asks_for_the_owner_stops_it_at_once(Provider on)
    {
        var app = await MailingAppAsync(on);
        var site = await FallenAsync(app, TestCard.AsksLater);

        await app.TopUpAsync();
        app.World.Time.Advance(TimeSpan.FromDays(1));
        await app.TopUpAsync();

        Assert.Single(app.Stripe.Cards.Charges);
        Assert.Equal((AutoTopUpState.Stopped, AutoTopUpProblem.Authentication, 0), await app.World.StateAsync(site));
        Assert.Single(Directory.GetFiles(_mailbox));
    }

    [SkippableTheory, EachDatabase]
    public async Task Buying_the_pack_themselves_switches_it_on_again(Provider on)
    {
        var app = await MailingAppAsync(on);
        var site = await FallenAsync(app, TestCard.AsksLater);
        await app.TopUpAsync();

        await app.TopUpSiteAsync(site: site);
        await app.World.SpendAsync(site, 5_000);
        await app.TopUpAsync();

        Assert.Equal((AutoTopUpState.On, null, 0), await app.World.StateAsync(site));
        Assert.Equal(5_400, await app.World.BalanceAsync(site.License.Id));
    }

    [SkippableTheory, EachDatabase]
    public async Task A_card_that_is_gone_stops_it(Provider on)
    {
        var app = await MailingAppAsync(on);
        var site = await FallenAsync(app, TestCard.Card);
        await app.World.SqlAsync($"""UPDATE "AutoTopUps" SET "PaymentMethodId" = 'pm_gone'""");

        await app.TopUpAsync();

        Assert.Equal((AutoTopUpState.Stopped, AutoTopUpProblem.CardGone, 0), await app.World.StateAsync(site));
        Assert.Equal(PurchaseStatus.Failed, Assert.Single(await app.World.AutomaticAsync()).Status);
    }

    [SkippableTheory, EachDatabase]
    public async Task The_monthly_limit_is_mailed_once_a_month(Provider on)
    {
        var app = await MailingAppAsync(on);
        var site = await app.TopUpSiteAsync(TopUpSteps.Terms(limitMinor: 20_00));
        for (var month = 0; month < 2; month++)
        {
            for (var crossing = 0; crossing < 3; crossing++)
            {
                await app.World.SpendAsync(
                    site, Math.Max(0, await app.World.BalanceAsync(site.License.Id) - 400) + 10);
                await app.TopUpAsync();
            }

            app.World.Time.Advance(TimeSpan.FromDays(31));
        }

        var mails = await app.World.MailsAsync();
        Assert.Equal(2, mails.Count(mail => mail.Key.StartsWith("top-up.", StringComparison.Ordinal)));
    }

    [SkippableTheory, EachDatabase]
    public async Task The_charge_of_a_card_replaced_since_blames_nobody(Provider on)
    {
        var app = await MailingAppAsync(on);
        var site = await FallenAsync(app, TestCard.DeclinesLater);
        app.Stripe.Cards.NextCharge(Fault.AnswerLost);
        app.Stripe.Faults.Next(Fault.Unreachable, times: 2);
        await app.TopUpAsync();
        await app.AgreeAsync(site, otherCard: true);

        await app.DeliverChargeEventsAsync();

        Assert.Equal((AutoTopUpState.Waiting, null, 0), await app.World.StateAsync(site));
    }

    private Task<App> MailingAppAsync(Provider on) =>
        AppAsync(on, ("Email:Folder", _mailbox), ("Email:From", "credits@seorankgenius.example"));

    private static async Task<TestSite> FallenAsync(App app, TestCard card)
    {
        var site = await app.TopUpSiteAsync(card: card);
        await app.SpendDownAsync(site);
        return site;
    }
}
