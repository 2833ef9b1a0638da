using System.Text.Json.Nodes;
using SeoRankGenius.Credits.Demo.Sandbox;
using SeoRankGenius.Credits.Tests.Fixtures;

namespace SeoRankGenius.Credits.Tests.Scenarios;

/// <summary>
/// A purchase to which everything happens that can: a bank debit pays, part of it goes back and more of it fails to,
/// the bank asks, takes all of it and gives it back. Its events lie ready, by their type, none of them delivered.
/// </summary>
public sealed class EventSequence
{
    /// <summary>The type of the event that credits.</summary>
    public const string Paid = "checkout.session.async_payment_succeeded";

    private readonly App _app;
    private readonly string _session;
    private readonly ILookup<string, JsonObject> _events;

    private EventSequence(App app, string session)
    {
        (_app, _session) = (app, session);
        _events = app.Stripe.EventsAbout(session).ToLookup(made => (string)made["type"]!);
    }

    /// <summary>Every type of its events, but for those that no shop needs.</summary>
    public IReadOnlyList<string> Types => [.. _events.Select(type => type.Key)
        .Where(type => type is not ("charge.succeeded" or "payment_intent.succeeded"))];

    /// <summary>The types that were delivered.</summary>
    public HashSet<string> Delivered { get; } = [];

    public static async Task<EventSequence> CreateAsync(App app)
    {
        var session = await app.BuyAsync(await app.World.SiteAsync());
        await app.Stripe.PayAsync(session, TestCard.BankDebitThatSucceeds);
        await app.Stripe.CompleteBankDebitAsync(session);
        app.Stripe.Refunds.End(app.Stripe.Refunds.Make(session, 5_00), succeeds: true);
        app.Stripe.Refunds.End(app.Stripe.Refunds.Make(session, 3_33), succeeds: false);
        var dispute = app.Stripe.Disputes.Open(session, isInquiry: true);
        app.Stripe.Disputes.Escalate(dispute);
        app.Stripe.Disputes.Answer(dispute);
        app.Stripe.Disputes.Close(dispute, isWon: true);
        return new EventSequence(app, session);
    }

    /// <summary>Delivers all events of a type, in their order.</summary>
    public async Task DeliverAsync(string type)
    {
        foreach (var happened in _events[type])
            await _app.ProcessAsync(happened);
        Delivered.Add(type);
    }

    /// <summary>How a new purchase ends when these types are delivered in this order.</summary>
    public static async Task<string> EndAsync(App app, string[] order)
    {
        var story = await CreateAsync(app);
        foreach (var type in order)
            await story.DeliverAsync(type);
        return await story.StateAsync();
    }

    /// <summary>Delivers all events of a type while a write fails; true when that interrupted any of them.</summary>
    public async Task<bool> InterruptAsync(string type, string table, string change)
    {
        var isInterrupted = false;
        foreach (var happened in _events[type])
            isInterrupted |= await _app.World.InterruptAsync(table, change, () => _app.ProcessAsync(happened));
        return isInterrupted;
    }

    public Task<string> StateAsync() => _app.World.StateAsync(_session);
}
