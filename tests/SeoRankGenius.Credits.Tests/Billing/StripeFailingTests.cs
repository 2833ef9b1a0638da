using SeoRankGenius.Credits.Billing.Purchases;
using SeoRankGenius.Credits.Demo.Sandbox;
using SeoRankGenius.Credits.Tests.Fixtures;
using SeoRankGenius.Credits.Tests.Scenarios;

namespace SeoRankGenius.Credits.Tests.Billing;

/// <summary>What a buyer meets while Stripe is away or says no.</summary>
public sealed class StripeFailingTests : AppTests
{
    [SkippableTheory, EachDatabase]
    public async Task A_purchase_is_committed_before_Stripe_is_called(Provider on)
    {
        var app = await AppAsync(on);
        var site = await app.World.SiteAsync();
        app.Stripe.Faults.Next(Fault.Slow(TimeSpan.FromSeconds(2)));

        var buying = app.BuyAsync(site);
        while (app.Stripe.Requests.Count == 0)
            await Task.Yield();

        var purchase = await app.World.PurchaseAsync();
        Assert.False(buying.IsCompleted);
        Assert.Equal((PurchaseStatus.Open, null), (purchase.Status, purchase.StripeSessionId));
        await app.World.Time.TickUntilAsync(buying, TimeSpan.FromSeconds(2));
        await buying;
    }

    [SkippableTheory, EachDatabase]
    public async Task A_purchase_that_cannot_reach_Stripe_is_marked(Provider on)
    {
        var app = await AppAsync(on);
        var site = await app.World.SiteAsync();
        app.Stripe.Faults.Always(Fault.Unreachable);

        await Assert.ThrowsAsync<DependencyUnavailable>(() => app.BuyAsync(site));

        Assert.Equal((PurchaseStatus.Failed, 0, 0), await app.World.OutcomeAsync(site));
        Assert.Equal("Stripe cannot be reached right now.", (await app.World.PurchaseAsync()).Reason);
        Assert.Empty(app.Stripe.Sessions);
    }

    [SkippableTheory, EachDatabase]
    public async Task When_Stripe_is_back_the_next_press_works(Provider on)
    {
        var app = await AppAsync(on);
        var site = await app.World.SiteAsync();
        app.Stripe.Faults.Next(Fault.Unreachable, times: 3);
        await Assert.ThrowsAsync<DependencyUnavailable>(() => app.BuyAsync(site));

        (await app.PostEventAsync(await app.PayAsync(site))).Is(200);

        Assert.Equal(5_000, await app.World.BalanceAsync(site.License.Id));
    }

    [SkippableTheory, EachDatabase]
    public async Task A_lost_answer_makes_no_second_session(Provider on)
    {
        var app = await AppAsync(on);
        var site = await app.World.SiteAsync();
        app.Stripe.Faults.Next(Fault.AnswerLost);

        var session = await app.BuyAsync(site);

        Assert.Equal(session, (string?)Assert.Single(app.Stripe.Sessions)["id"]);
    }

    [SkippableTheory, EachDatabase]
    public async Task A_session_whose_every_answer_was_lost_is_credited_when_paid(Provider on)
    {
        var app = await AppAsync(on);
        var site = await app.World.SiteAsync();
        app.Stripe.Faults.Next(Fault.AnswerLost, times: 3);
        await Assert.ThrowsAsync<DependencyUnavailable>(() => app.BuyAsync(site));
        var session = (string)Assert.Single(app.Stripe.Sessions)["id"]!;

        await app.Stripe.PayAsync(session);
        (await app.PostEventAsync(app.EventOf(session, "checkout.session.completed"))).Is(200);

        Assert.Equal((PurchaseStatus.Paid, 5_000, 0), await app.World.OutcomeAsync(site));
    }

    [SkippableTheory]
    [EachDatabase(400)]
    [EachDatabase(402)]
    [EachDatabase(401)]
    public async Task A_purchase_that_Stripe_refuses_is_marked(Provider on, int status)
    {
        var app = await AppAsync(on);
        var site = await app.World.SiteAsync();
        app.Stripe.Faults.Next(Fault.Refuse(status));

        var refusal = await Assert.ThrowsAsync<Refusal>(() => app.BuyAsync(site));

        Assert.Equal(RefusalCode.CheckoutRefused, refusal.Code);
        Assert.Equal((PurchaseStatus.Failed, 0, 0), await app.World.OutcomeAsync(site));
        Assert.Equal("Stripe did not accept this checkout.", (await app.World.PurchaseAsync()).Reason);
    }

    [Theory]
    [InlineData(400)]
    [InlineData(402)]
    public async Task A_refusal_that_Stripe_remembers_does_not_stick_to_the_next_press(int status)
    {
        var app = await AppAsync(Provider.Sqlite);
        var site = await app.World.SiteAsync();
        app.Stripe.Faults.Next(Fault.Fail(status));
        await Assert.ThrowsAsync<Refusal>(() => app.BuyAsync(site));

        await app.BuyAsync(site);

        Assert.Equal(2, app.Stripe.Requests.Select(request => request.IdempotencyKey).Distinct().Count());
    }

    [Theory]
    [InlineData(429)]
    [InlineData(500)]
    public async Task A_fault_of_Stripe_is_no_refusal(int status)
    {
        var app = await AppAsync(Provider.Sqlite);
        var site = await app.World.SiteAsync();
        app.Stripe.Faults.Always(Fault.Refuse(status));

        await Assert.ThrowsAsync<DependencyUnavailable>(() => app.BuyAsync(site));

        Assert.Equal(PurchaseStatus.Failed, (await app.World.PurchaseAsync()).Status);
    }

    [Fact]
    public async Task Without_a_key_nothing_is_sold()
    {
        var app = await AppAsync(Provider.Sqlite, ("Stripe:SecretKey", ""));
        var site = await app.World.SiteAsync();

        var refusal = await Assert.ThrowsAsync<Refusal>(() => app.BuyAsync(site));

        Assert.Equal("Payments are not set up yet.", refusal.Message);
        Assert.Equal(PurchaseStatus.Failed, (await app.World.PurchaseAsync()).Status);
    }
}
