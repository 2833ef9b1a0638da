using System.Text.Json.Nodes;
using SeoRankGenius.Credits.Billing.AutoTopUps;
using SeoRankGenius.Credits.Billing.Events;
using SeoRankGenius.Credits.Demo.Sandbox;
using SeoRankGenius.Credits.Tests.Fixtures;
using SeoRankGenius.Credits.Tests.Scenarios;

namespace SeoRankGenius.Credits.Tests.Billing;

/// <summary>Events about charges of saved cards that are not what our purchase says.</summary>
public sealed class MismatchedChargesTests : AppTests
{
    public static TheoryData<string, string, string> Bends => new()
    {
        { "amount", "1", "Charged $0.01, sold for $20.00." },
        { "currency", "\"eur\"", "Currency eur, sold in usd." },
        { "livemode", "true", "It was made in live mode, but the configured key is a test key." },
        {
            "metadata",
            """{"purchase_id":"0193a000-0000-7000-8000-0000000000ff","pack":"shared-5000","pool":"shared"}""",
            "No purchase has this payment, although this app made it."
        },
    };

    [Theory]
    [MemberData(nameof(Bends))]
    public async Task It_is_flagged_and_credits_nothing(string field, string value, string reason)
    {
        var app = await AppAsync(Provider.Sqlite);
        var (site, paid) = await ChargeWithoutAnAnswerAsync(app);
        paid["data"]!["object"]![field] = JsonNode.Parse(value);

        (await app.PostEventAsync(paid)).Is(200);

        Assert.Equal(400, await app.World.BalanceAsync(site.License.Id));
        var kept = Assert.Single(await app.World.EventsAsync(), row => row.Id == (string)paid["id"]!);
        Assert.Equal((EventOutcome.Flagged, reason), (kept.Outcome, kept.Reason));
    }

    [SkippableTheory, EachDatabase]
    public async Task A_payment_of_somebody_else_has_no_effect(Provider on)
    {
        var app = await AppAsync(on);
        var (site, paid) = await ChargeWithoutAnAnswerAsync(app);
        paid["data"]!["object"]!["metadata"] = new JsonObject();

        (await app.PostEventAsync(paid)).Is(200);

        Assert.Equal(400, await app.World.BalanceAsync(site.License.Id));
        Assert.Equal(
            EventOutcome.Ignored,
            Assert.Single(await app.World.EventsAsync(), row => row.Id == (string)paid["id"]!).Outcome);
    }

    [SkippableTheory, EachDatabase]
    public async Task A_decline_reported_after_the_payment_changes_nothing(Provider on)
    {
        var app = await AppAsync(on);
        var (site, paid) = await ChargeWithoutAnAnswerAsync(app);
        (await app.PostEventAsync(paid)).Is(200);
        var failed = paid.DeepClone().AsObject();
        failed["id"] = "evt_late";
        failed["type"] = "payment_intent.payment_failed";
        failed["data"]!["object"]!["status"] = "requires_payment_method";

        (await app.PostEventAsync(failed)).Is(200);

        Assert.Equal(5_400, await app.World.BalanceAsync(site.License.Id));
        Assert.Equal((AutoTopUpState.On, null, 0), await app.World.StateAsync(site));
    }

    [SkippableTheory, EachDatabase]
    public async Task A_payment_reported_after_a_decline_counts(Provider on)
    {
        var app = await AppAsync(on);
        var (site, paid) = await ChargeWithoutAnAnswerAsync(app);
        var failed = paid.DeepClone().AsObject();
        failed["id"] = "evt_early";
        failed["type"] = "payment_intent.payment_failed";
        failed["data"]!["object"]!["status"] = "requires_payment_method";
        (await app.PostEventAsync(failed)).Is(200);
        Assert.Equal((AutoTopUpState.On, null, 1), await app.World.StateAsync(site));

        (await app.PostEventAsync(paid)).Is(200);

        Assert.Equal(5_400, await app.World.BalanceAsync(site.License.Id));
        Assert.Equal((AutoTopUpState.On, null, 0), await app.World.StateAsync(site));
    }

    // A card was charged and the answer lost: the event that tells of it, undelivered.
    private static async Task<(TestSite Site, JsonObject Paid)> ChargeWithoutAnAnswerAsync(App app)
    {
        var site = await app.TopUpSiteAsync();
        await app.SpendDownAsync(site);
        app.Stripe.Cards.NextCharge(Fault.AnswerLost);
        app.Stripe.Faults.Next(Fault.Unreachable, times: 2);
        await app.TopUpAsync();
        return (site, app.ChargeEvents().Single(made => (string?)made["type"] == "payment_intent.succeeded"));
    }
}
