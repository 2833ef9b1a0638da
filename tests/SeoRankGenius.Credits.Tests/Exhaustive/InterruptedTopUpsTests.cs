using SeoRankGenius.Credits.Billing.AutoTopUps;
using SeoRankGenius.Credits.Billing.Purchases;
using SeoRankGenius.Credits.Demo.Sandbox;
using SeoRankGenius.Credits.Tests.Fixtures;
using SeoRankGenius.Credits.Tests.Scenarios;

namespace SeoRankGenius.Credits.Tests.Exhaustive;

/// <summary>
/// A charge that is interrupted at each of its steps, then reported in every order: one charge and one credit.
/// </summary>
public sealed class InterruptedTopUpsTests : AppTests
{
    /// <summary>Where the app may end. Each leaves what a kill at that moment leaves.</summary>
    public enum Cut
    {
        BeforeTheCommit,
        BeforeStripeWasAsked,
        BeforeStripesAnswerCame,
        BeforeTheAnswerWasKept,
        BeforeTheCreditsWerePosted,
    }

    public static TheoryData<Cut, string> EndsAndOrders
    {
        get
        {
            var rows = new TheoryData<Cut, string>();
            foreach (var at in Enum.GetValues<Cut>())
                foreach (var order in (string[])["PWS", "PSW", "WPS", "WSP", "SPW", "SWP"])
                    rows.Add(at, order);
            return rows;
        }
    }

    [Theory]
    [MemberData(nameof(EndsAndOrders))]
    public async Task Interrupted_anywhere_it_ends_in_one_charge_and_one_credit(Cut at, string order)
    {
        var app = await AppAsync(Provider.Sqlite);
        var site = await app.TopUpSiteAsync();
        await app.SpendDownAsync(site);
        await InterruptAsync(app, site, at);

        app.World.Time.Advance(TimeSpan.FromMinutes(6));
        foreach (var step in order)
            await (step switch
            {
                'P' => app.TopUpAsync(),
                'W' => app.DeliverChargeEventsAsync(),
                _ => app.ReconcileAsync(),
            });
        await app.DeliverChargeEventsAsync();
        await app.TopUpAsync();

        Assert.Equal((1, 5_400), (app.Paid(), await app.World.BalanceAsync(site.License.Id)));
        Assert.Equal(PurchaseStatus.Paid, Assert.Single(await app.World.AutomaticAsync()).Status);
    }

    [SkippableTheory, EachDatabase]
    public async Task Answer_webhook_and_reconciliation_at_once_credit_once(Provider on)
    {
        var app = await AppAsync(on);
        await using var other = app.AnotherInstance();
        for (var round = 0; round < 10; round++)
        {
            var site = await app.TopUpSiteAsync();
            await app.SpendDownAsync(site);
            await InterruptAsync(app, site, Cut.BeforeTheAnswerWasKept);
            app.World.Time.Advance(TimeSpan.FromMinutes(6));

            await Task.WhenAll(
                app.TopUpAsync(), other.TopUpAsync(), app.DeliverChargeEventsAsync(), other.DeliverChargeEventsAsync(),
                app.ReconcileAsync(), other.ReconcileAsync());

            Assert.Equal((round + 1, 5_400), (app.Paid(), await app.World.BalanceAsync(site.License.Id)));
        }
    }

    [SkippableTheory, EachDatabase]
    public async Task Switched_off_while_the_answer_is_lost_it_is_credited_and_not_charged_again(Provider on)
    {
        var app = await AppAsync(on);
        var site = await app.TopUpSiteAsync();
        await app.SpendDownAsync(site);
        await InterruptAsync(app, site, Cut.BeforeStripesAnswerCame);
        await app.Get<AutoTopUpSetup>().SwitchOffAsync(site.License.Id, default);
        app.World.Time.Advance(TimeSpan.FromMinutes(6));

        await app.TopUpAsync();
        await app.DeliverChargeEventsAsync();

        Assert.Equal((1, 5_400), (app.Paid(), await app.World.BalanceAsync(site.License.Id)));
    }

    [SkippableTheory, EachDatabase]
    public async Task Switched_off_before_Stripe_was_asked_it_is_not_charged(Provider on)
    {
        var app = await AppAsync(on);
        var site = await app.TopUpSiteAsync();
        await app.SpendDownAsync(site);
        await InterruptAsync(app, site, Cut.BeforeStripeWasAsked);
        await app.Get<AutoTopUpSetup>().SwitchOffAsync(site.License.Id, default);

        app.World.Time.Advance(TimeSpan.FromDays(1));
        await app.TopUpAsync();
        await app.ReconcileAsync();

        Assert.Equal(0, app.Paid());
        Assert.Equal(PurchaseStatus.Failed, Assert.Single(await app.World.AutomaticAsync()).Status);
    }

    [SkippableTheory, EachDatabase]
    public async Task After_a_day_without_an_answer_a_new_charge_is_made(Provider on)
    {
        var app = await AppAsync(on);
        var site = await app.TopUpSiteAsync();
        await app.SpendDownAsync(site);
        await InterruptAsync(app, site, Cut.BeforeStripeWasAsked);
        app.World.Time.Advance(TimeSpan.FromDays(1));

        await app.TopUpAsync();
        Assert.Equal(0, app.Paid());
        await app.ReconcileAsync();
        await app.TopUpAsync();

        Assert.Equal((1, 5_400), (app.Paid(), await app.World.BalanceAsync(site.License.Id)));
    }

    // Asserts how far it came: a row at the app or none, a charge at Stripe or none, no credits yet.
    private static async Task InterruptAsync(App app, TestSite site, Cut at)
    {
        var (rows, paid) = ((await app.World.AutomaticAsync()).Count, app.Paid());
        if (at == Cut.BeforeStripeWasAsked)
            app.Stripe.Faults.Next(Fault.Unreachable, times: 3);
        else if (at == Cut.BeforeStripesAnswerCame)
        {
            // The client asks three times by itself.
            app.Stripe.Cards.NextCharge(Fault.AnswerLost);
            app.Stripe.Faults.Next(Fault.Unreachable, times: 2);
        }

        var (table, change) = at switch
        {
            Cut.BeforeTheCommit => ("Purchases", "INSERT"),
            Cut.BeforeTheAnswerWasKept => ("Purchases", "UPDATE"),
            Cut.BeforeTheCreditsWerePosted => ("LedgerEntries", "INSERT"),
            _ => ("ReconciliationReports", "INSERT"),
        };
        await using (await app.World.FaultAsync(table, change))
            await app.TopUpAsync();
        app.Stripe.Faults.Clear();

        var (kept, charged) = at switch
        {
            Cut.BeforeTheCommit => (0, 0),
            Cut.BeforeStripeWasAsked => (1, 0),
            _ => (1, 1),
        };
        Assert.Equal(
            (rows + kept, paid + charged, 400),
            ((await app.World.AutomaticAsync()).Count, app.Paid(), await app.World.BalanceAsync(site.License.Id)));
    }
}
