using System.Text.Json.Nodes;
using SeoRankGenius.Credits.Billing.Events;
using SeoRankGenius.Credits.Billing.Purchases;
using SeoRankGenius.Credits.Tests.Fixtures;
using SeoRankGenius.Credits.Tests.Scenarios;

namespace SeoRankGenius.Credits.Tests.Billing;

/// <summary>Stripe signed it, but it is not what we sold: kept, flagged, and nothing is credited.</summary>
public sealed class MismatchedEventsTests : AppTests
{
    [SkippableTheory]
    [EachDatabase("another list price", "amount_subtotal", "1999")]
    [EachDatabase("no list price", "amount_subtotal", "null")]
    [EachDatabase("another currency", "currency", "\"eur\"")]
    [EachDatabase("no currency", "currency", "null")]
    [EachDatabase("a live session, though our key is a test key", "livemode", "true")]
    [EachDatabase("another session of the same purchase", "id", "\"cs_test_another\"")]
    [EachDatabase("a purchase that we do not know", "client_reference_id", "\"0193a000-0000-7000-8000-000000000009\"")]
    [EachDatabase("no purchase", "client_reference_id", "null")]
    [EachDatabase("somebody else's reference", "client_reference_id", "\"order 12\"")]
    public async Task It_is_flagged(Provider on, string with, string field, string value)
    {
        var app = await AppAsync(on);
        var site = await app.World.SiteAsync();
        var bent = await app.PayAsync(site);
        bent["data"]!["object"]![field] = JsonNode.Parse(value);

        (await app.PostEventAsync(bent)).Is(200);

        var kept = await app.World.EventAsync();
        Assert.True(kept.Outcome == EventOutcome.Flagged, $"With {with}: {kept.Outcome}");
        Assert.False(string.IsNullOrEmpty(kept.Reason));
        Assert.Equal((PurchaseStatus.Open, 0, 0), await app.World.OutcomeAsync(site));
    }

    [SkippableTheory, EachDatabase]
    public async Task A_live_event_is_flagged_while_our_key_is_a_test_key(Provider on)
    {
        var app = await AppAsync(on);
        var site = await app.World.SiteAsync();
        var live = await app.PayAsync(site);
        live["livemode"] = true;

        (await app.PostEventAsync(live)).Is(200);

        Assert.Equal(EventOutcome.Flagged, (await app.World.EventAsync()).Outcome);
        Assert.Equal((PurchaseStatus.Open, 0, 0), await app.World.OutcomeAsync(site));
    }

    [SkippableTheory, EachDatabase]
    public async Task A_session_that_Stripe_does_not_know_is_flagged(Provider on)
    {
        var app = await AppAsync(on);
        var site = await app.World.SiteAsync();
        var old = await app.PayAsync(site);
        old["api_version"] = "2025-03-31.basil";
        old["data"]!["object"]!["id"] = "cs_test_unknown";

        (await app.PostEventAsync(old)).Is(200);

        var kept = await app.World.EventAsync();
        Assert.Equal(
            (EventOutcome.Flagged,
                "Stripe has no session with this id. Check that the event is from the configured account."),
            (kept.Outcome, kept.Reason));
    }

    [SkippableTheory, EachDatabase]
    public async Task The_reason_names_both_prices(Provider on)
    {
        var app = await AppAsync(on);
        var site = await app.World.SiteAsync();
        var cheap = await app.PayAsync(site);
        cheap["data"]!["object"]!["amount_subtotal"] = 1;

        (await app.PostEventAsync(cheap)).Is(200);

        Assert.Equal("List price $0.01, sold for $20.00.", (await app.World.EventAsync()).Reason);
    }

    [SkippableTheory, EachDatabase]
    public async Task The_true_event_credits_afterwards(Provider on)
    {
        var app = await AppAsync(on);
        var site = await app.World.SiteAsync();
        var paid = await app.PayAsync(site);
        var bent = paid.DeepClone().AsObject();
        bent["id"] = "evt_bent";
        bent["data"]!["object"]!["amount_subtotal"] = 1;
        (await app.PostEventAsync(bent)).Is(200);

        (await app.PostEventAsync(paid)).Is(200);

        Assert.Equal((PurchaseStatus.Paid, 5_000, 0), await app.World.OutcomeAsync(site));
    }

    [SkippableTheory, EachDatabase]
    public async Task What_the_event_says_of_credits_does_not_count(Provider on)
    {
        var app = await AppAsync(on);
        var site = await app.World.SiteAsync();
        var bent = await app.PayAsync(site, "shared-1000");
        bent["data"]!["object"]!["metadata"] = new JsonObject { ["pack"] = "shared-15000", ["pool"] = "domain" };

        (await app.PostEventAsync(bent)).Is(200);

        Assert.Equal((PurchaseStatus.Paid, 1_000, 0), await app.World.OutcomeAsync(site));
    }
}
