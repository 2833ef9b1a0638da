using System.Text.Json.Nodes;
using SeoRankGenius.Credits.BackOffice.Audit;
using SeoRankGenius.Credits.BackOffice.Dashboard;
using SeoRankGenius.Credits.BackOffice.Payments;
using SeoRankGenius.Credits.Billing.Events;
using SeoRankGenius.Credits.Tests.Fixtures;
using SeoRankGenius.Credits.Tests.Scenarios;

namespace SeoRankGenius.Credits.Tests.BackOffice;

/// <summary>What does not match a purchase waits on the start page until an admin says why nothing is left to do.
/// </summary>
public sealed class ResolvingFlaggedEventsTests : AppTests
{
    private static readonly Actor Admin = Actor.CommandLine;

    [SkippableTheory]
    [EachDatabase("refund.created", "currency", "eur")]
    [EachDatabase("charge.dispute.created", "currency", "gbp")]
    [EachDatabase("checkout.session.completed", "id", "cs_test_second")]
    public async Task Events_of_a_paid_purchase_wait_too(Provider on, string type, string field, string value)
    {
        var app = await AppAsync(on);

        var id = await FlagAsync(app, type, field, value);

        Assert.Equal(id, Assert.Single((await app.Get<NeedsAttention>().ReadAsync(default)).Flagged).Id);
    }

    [SkippableTheory, EachDatabase]
    public async Task A_resolved_event_waits_no_more(Provider on)
    {
        var app = await AppAsync(on);
        var id = await FlagAsync(app, "refund.created", "currency", "eur");

        await app.Get<FlaggedEvents>().ResolveAsync(Admin, id, " Refunded by hand. ", default);
        await app.Get<FlaggedEvents>().ResolveAsync(Admin, id, "Again", default);

        Assert.Empty(await app.Get<FlaggedEvents>().ListAsync(10, default));
        var stored = (await app.World.EventsAsync()).Single(row => row.Id == id);
        Assert.Equal(
            (EventOutcome.Flagged, "Refunded by hand.", "system", app.World.Time.GetUtcNow().UtcDateTime),
            (stored.Outcome, stored.Resolution, stored.ResolvedBy, stored.ResolvedAt));
        Assert.Equal(
            $"Resolved event {id}: Refunded by hand.",
            Assert.Single(await app.World.ReadAsync(db => Task.FromResult(
                db.AuditRecords.Where(row => row.Action == AuditAction.EventResolved).ToList()))).Sentence);
    }

    [SkippableTheory, EachDatabase]
    public async Task An_event_that_is_flagged_again_waits_again(Provider on)
    {
        var app = await AppAsync(on);
        var id = await FlagAsync(app, "refund.created", "currency", "eur");
        await app.Get<FlaggedEvents>().ResolveAsync(Admin, id, "Refunded by hand.", default);

        await app.Get<ReapplyEvent>().ApplyAsync(Admin, id, default);

        Assert.Equal(id, Assert.Single(await app.Get<FlaggedEvents>().ListAsync(10, default)).Id);
    }

    [SkippableTheory]
    [EachDatabase("")]
    [EachDatabase("   ")]
    [EachDatabase("\t")]
    public async Task A_reason_is_required(Provider on, string? reason)
    {
        var app = await AppAsync(on);
        var id = await FlagAsync(app, "refund.created", "currency", "eur");

        await Refused.WithAsync(
            RefusalCode.InvalidRequest, () => app.Get<FlaggedEvents>().ResolveAsync(Admin, id, reason, default));
    }

    [SkippableTheory, EachDatabase]
    public async Task Other_events_cannot_be_resolved(Provider on)
    {
        var app = await AppAsync(on);
        await app.SellAsync(await app.World.SiteAsync());
        var credited = (await app.World.EventsAsync()).Single(row => row.Outcome == EventOutcome.Credited).Id;

        foreach (var id in (string[])[credited, "evt_unknown"])
            await Refused.WithAsync(
                RefusalCode.NotFound, () => app.Get<FlaggedEvents>().ResolveAsync(Admin, id, "Fine", default));
    }

    [SkippableTheory]
    [EachDatabase("checkout.session.completed", """{"order_id":"17"}""", "order 17")]
    [EachDatabase("checkout.session.completed", "{}", "0193a000-0000-7000-8000-000000000009")]
    [EachDatabase("payment_intent.succeeded", """{"purchase_id":"0193a000-0000-7000-8000-000000000009"}""", null)]
    public async Task Events_of_another_shop_are_ignored(Provider on, string type, string metadata, string? reference)
    {
        var app = await AppAsync(on);
        var session = await app.SellAsync(await app.World.SiteAsync());
        var other = app.Stripe.EventsAbout(session).First(made => (string?)made["type"] == type);
        other["id"] = "evt_of_another_shop";
        other["data"]!["object"]!["id"] = "obj_of_another_shop";
        other["data"]!["object"]!["metadata"] = JsonNode.Parse(metadata);
        other["data"]!["object"]!["client_reference_id"] = reference;

        (await app.PostEventAsync(other)).Is(200);

        Assert.Equal(
            EventOutcome.Ignored,
            (await app.World.EventsAsync()).Single(row => row.Id == "evt_of_another_shop").Outcome);
    }

    private static async Task<string> FlagAsync(App app, string type, string field, string value)
    {
        var session = await app.SellAsync(await app.World.SiteAsync());
        if (type == "refund.created")
            app.Stripe.Refunds.Make(session);
        else if (type != "checkout.session.completed")
            app.Stripe.Disputes.Open(session);
        var bent = app.Stripe.EventsAbout(session).First(made => (string?)made["type"] == type);
        bent["id"] = "evt_bent";
        bent["data"]!["object"]![field] = value;
        (await app.PostEventAsync(bent)).Is(200);
        return "evt_bent";
    }
}
