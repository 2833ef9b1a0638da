using System.Text.Json.Nodes;
using SeoRankGenius.Credits.Billing.Purchases;
using SeoRankGenius.Credits.Demo.Sandbox;
using SeoRankGenius.Credits.Tests.Fixtures;
using SeoRankGenius.Credits.Tests.Scenarios;

namespace SeoRankGenius.Credits.Tests.Billing;

/// <summary>A payload of another API version may mean something else: the session itself is asked for.</summary>
public sealed class EventsOfAnotherVersionTests : AppTests
{
    [SkippableTheory]
    [EachDatabase("\"2025-03-31.basil\"")]
    [EachDatabase("\"2019-05-16\"")]
    [EachDatabase("null")]
    public async Task The_session_is_read_back(Provider on, string version)
    {
        var app = await AppAsync(on);
        var site = await app.World.SiteAsync();
        var old = await app.PayAsync(site);
        old["api_version"] = JsonNode.Parse(version);
        old["data"]!["object"]!["payment_status"] = "unpaid";

        (await app.PostEventAsync(old)).Is(200);

        Assert.Equal("GET", app.Stripe.Requests[^1].Method);
        Assert.Equal((PurchaseStatus.Paid, 5_000, 0), await app.World.OutcomeAsync(site));
    }

    [SkippableTheory, EachDatabase]
    public async Task A_payload_of_our_version_decides_alone(Provider on)
    {
        var app = await AppAsync(on);
        var site = await app.World.SiteAsync();
        var paid = await app.PayAsync(site);
        app.Stripe.Faults.Always(Fault.Unreachable);

        (await app.PostEventAsync(paid)).Is(200);

        Assert.Equal((PurchaseStatus.Paid, 5_000, 0), await app.World.OutcomeAsync(site));
    }

    [SkippableTheory, EachDatabase]
    public async Task A_payload_that_makes_no_sense_is_read_back(Provider on)
    {
        var app = await AppAsync(on);
        var site = await app.World.SiteAsync();
        var odd = await app.PayAsync(site);
        odd["data"]!["object"]!["amount_subtotal"] = "twenty";

        (await app.PostEventAsync(odd)).Is(200);

        Assert.Equal((PurchaseStatus.Paid, 5_000, 0), await app.World.OutcomeAsync(site));
    }

    [SkippableTheory, EachDatabase]
    public async Task While_Stripe_is_unreachable_nothing_is_stored(Provider on)
    {
        var app = await AppAsync(on);
        var site = await app.World.SiteAsync();
        var old = await app.PayAsync(site);
        old["api_version"] = "2025-03-31.basil";
        var before = await app.World.MoneyAsync();
        app.Stripe.Faults.Always(Fault.Unreachable);

        (await app.PostEventAsync(old)).Is(503);

        Assert.Equal(before, await app.World.MoneyAsync());
    }

    [SkippableTheory, EachDatabase]
    public async Task Delivered_again_it_credits(Provider on)
    {
        var app = await AppAsync(on);
        var site = await app.World.SiteAsync();
        var old = await app.PayAsync(site);
        old["api_version"] = "2025-03-31.basil";
        app.Stripe.Faults.Next(Fault.Unreachable, times: 3);
        (await app.PostEventAsync(old)).Is(503);

        (await app.PostEventAsync(old)).Is(200);

        Assert.Equal((PurchaseStatus.Paid, 5_000, 0), await app.World.OutcomeAsync(site));
    }

    [SkippableTheory, EachDatabase]
    public async Task A_refused_read_back_is_not_acknowledged(Provider on)
    {
        var app = await AppAsync(on);
        var site = await app.World.SiteAsync();
        var old = await app.PayAsync(site);
        old["api_version"] = "2025-03-31.basil";
        app.Stripe.Faults.Next(Fault.Refuse(401));

        (await app.PostEventAsync(old)).Is(502);

        Assert.Empty(await app.World.EventsAsync());
    }
}
