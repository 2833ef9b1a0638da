using SeoRankGenius.Credits.Demo.Sandbox;
using SeoRankGenius.Credits.Mailing;
using SeoRankGenius.Credits.Tests.Fixtures;
using SeoRankGenius.Credits.Tests.Scenarios;

namespace SeoRankGenius.Credits.Tests.Billing;

/// <summary>What an owner is told about money: once, however often it happens to be reported.</summary>
public sealed class MoneyMailsTests : AppTests
{
    [SkippableTheory, EachDatabase("shared-5000", "$20.00", "5,000 shared")]
    [EachDatabase("shared-1000", "$5.00", "1,000 shared")]
    public async Task An_automatic_charge_is_mailed_with_its_amount(
        Provider on, string pack, string amount, string credits)
    {
        var app = await AppAsync(on);
        var site = await app.TopUpSiteAsync(TopUpSteps.Terms(pack: pack));
        await app.World.SpendAsync(site, await app.World.BalanceAsync(site.License.Id) - 400);

        await app.TopUpAsync();
        await app.DeliverChargeEventsAsync();
        await app.DeliverChargeEventsAsync();

        var mail = await SingleAsync(app, "charged:");
        Assert.Equal($"Automatic top-up: {amount} charged", mail.Subject);
        Assert.Contains($"{amount} for {credits} credits", mail.Text, StringComparison.Ordinal);
    }

    [SkippableTheory, EachDatabase]
    public async Task A_declined_charge_is_mailed_with_the_next_attempt(Provider on)
    {
        var app = await AppAsync(on);
        var site = await app.TopUpSiteAsync(card: TestCard.DeclinesLater);
        await app.SpendDownAsync(site);

        await app.TopUpAsync();
        await app.DeliverChargeEventsAsync();

        var mail = await SingleAsync(app, "charge-failed:");
        Assert.Contains("$20.00 (The card was declined)", mail.Text, StringComparison.Ordinal);
        Assert.Equal($"/account/credits/{site.Domain}/top-up", mail.LinkPath);
    }

    [SkippableTheory, EachDatabase(5_00, "$5.00"), EachDatabase(20_00, "$20.00"), EachDatabase(1_01, "$1.01")]
    public async Task A_refund_is_mailed_with_its_amount(Provider on, long minor, string amount)
    {
        var app = await AppAsync(on);
        var session = await app.SellAsync(await app.World.SiteAsync());
        app.Stripe.Refunds.Make(session, minor);

        await app.DeliverAllAsync(session);
        await app.DeliverAllAsync(session);

        Assert.Equal($"Refund of {amount} issued", (await SingleAsync(app, "refund:")).Subject);
    }

    [SkippableTheory, EachDatabase]
    public async Task A_failed_payment_of_a_plan_is_mailed_once_a_period(Provider on)
    {
        var app = await AppAsync(on);
        var license = await app.World.LicenseAsync();
        var subscription = await app.SubscribedAsync(license);
        app.Stripe.Subscriptions.ReplaceCard(subscription, TestCard.DeclinesLater);

        foreach (var _ in (int[])[1, 2])
        {
            app.Stripe.Subscriptions.AdvanceToNext(subscription);
            await app.DeliverPlanEventsAsync(subscription);
        }

        Assert.Equal("The payment of your Pro plan failed", (await SingleAsync(app, "past-due:")).Subject);
    }

    [SkippableTheory, EachDatabase(10), EachDatabase(11), EachDatabase(13)]
    public async Task The_end_of_a_trial_is_mailed_three_days_before(Provider on, int days)
    {
        var app = await AppAsync(on, PlanSteps.WithAgency);
        var license = await app.World.LicenseAsync(plan: "free");
        var subscription = await app.SubscribedAsync(license, "agency");

        app.World.Time.Advance(TimeSpan.FromDays(days));
        app.Stripe.CatchUp();
        await app.DeliverPlanEventsAsync(subscription);

        var mails = await app.World.MailsAsync();
        Assert.Equal(
            days > 10 ? 1 : 0, mails.Count(mail => mail.Key.StartsWith("trial-ending:", StringComparison.Ordinal)));
    }

    [SkippableTheory, EachDatabase(true), EachDatabase(false)]
    public async Task The_end_of_a_plan_is_mailed(Provider on, bool isAtOnce)
    {
        var app = await AppAsync(on);
        var license = await app.World.LicenseAsync();
        var subscription = await app.SubscribedAsync(license);

        if (isAtOnce)
            app.Stripe.Subscriptions.Cancel(subscription);
        else
        {
            app.Stripe.Subscriptions.CancelAtPeriodEnd(subscription);
            app.Stripe.Subscriptions.AdvanceToNext(subscription);
        }

        await app.DeliverPlanEventsAsync(subscription);

        Assert.Equal("Your Pro plan has ended", (await SingleAsync(app, "plan-ended:")).Subject);
    }

    [SkippableTheory, EachDatabase]
    public async Task Stripe_is_given_the_address_for_its_receipt(Provider on)
    {
        var app = await AppAsync(on);
        var site = await app.TopUpSiteAsync();
        await app.SpendDownAsync(site);

        await app.TopUpAsync();

        var fields = app.Stripe.Requests.Where(request => request.Method == "POST")
            .ToLookup(request => request.Path, request => request.Fields);
        Assert.EndsWith(
            "@northwind.example", fields["/v1/checkout/sessions"].Single()["payment_intent_data[receipt_email]"]);
        Assert.EndsWith("@northwind.example", fields["/v1/payment_intents"].Single()["receipt_email"]);
    }

    private static async Task<OutboxMail> SingleAsync(App app, string prefix) => Assert.Single(
        await app.World.MailsAsync(), mail => mail.Key.StartsWith(prefix, StringComparison.Ordinal));
}
