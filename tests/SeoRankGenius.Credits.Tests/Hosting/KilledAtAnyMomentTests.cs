using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using SeoRankGenius.Credits.Billing.Purchases;
using SeoRankGenius.Credits.Demo;
using SeoRankGenius.Credits.Ledger;
using SeoRankGenius.Credits.Tests.Fixtures;
using SeoRankGenius.Credits.Tests.Scenarios;
using Xunit.Abstractions;

namespace SeoRankGenius.Credits.Tests.Hosting;

/// <summary>
/// The real program under load, killed as <c>kill -9</c> does: what it answered is in the ledger once, and what it did
/// not answer comes again.
/// </summary>
public sealed class KilledAtAnyMomentTests(ITestOutputHelper output)
{
    private const int EventsSentTogether = 8;

    private static readonly string[] Sites =
        ["northwind-agency.example", "client-bakery.example", "client-yoga.example"];

    private static readonly string[] Packs =
        ["shared-1000", "shared-5000", "shared-15000", "domain-1000", "domain-5000", "domain-10000"];

    [Theory]
    [InlineData(1), InlineData(2), InlineData(3)]
    public async Task What_was_answered_is_in_the_ledger_once(int run)
    {
        var seed = Environment.TickCount + run;
        output.WriteLine($"Seed {seed}");
        var random = new Random(seed);
        await using var demo = await DemoProcess.StartAsync();
        await BuyAndPayEverythingAsync(demo);

        var answered = await DeliverUntilKilledAsync(demo, killAfter: random.Next(1, 40));

        await AssertStoredAsync(demo, answered);
        await demo.StartAgainAsync();
        await DeliverEverythingAsync(demo);
        Assert.Equal((0, true), await VerifiedAsync(demo));
    }

    private static async Task BuyAndPayEverythingAsync(DemoProcess demo)
    {
        using var owner = new Visitor(demo.App);
        (await owner.SignInAsync(SampleData.Owner, SampleData.Password)).Is(302);
        foreach (var site in Sites)
            await Task.WhenAll(Packs.Select(async pack => await demo.PayAsync(await owner.BuyAsync(site, pack))));
    }

    // Beside Stripe's own deliveries, so that every event is under way several times; the ids that were answered 200.
    private static async Task<IReadOnlyCollection<string>> DeliverUntilKilledAsync(DemoProcess demo, int killAfter)
    {
        var events = await demo.PaidEventsAsync();
        var answered = new ConcurrentBag<string>();
        var (count, lost) = (0, 0);
        await Parallel.ForEachAsync(
            events.Concat(events).Concat(events),
            new ParallelOptions { MaxDegreeOfParallelism = EventsSentTogether },
            async (made, _) =>
            {
                if (await demo.PostEventAsync(made) == 200)
                    answered.Add((string)made["id"]!);
                else
                    Interlocked.Increment(ref lost);
                if (Interlocked.Increment(ref count) == killAfter)
                    await demo.KillAsync();
            });
        Assert.True(lost > 0, "Every event was answered before the app was killed.");
        return [.. answered.Distinct()];
    }

    private static async Task AssertStoredAsync(DemoProcess demo, IReadOnlyCollection<string> answered)
    {
        Assert.Empty((await demo.ReadAsync(db => db.VerifyAsync(default))).Discrepancies);
        var kept = await demo.ReadAsync(db => db.StoredEvents.ToListAsync());
        var paid = await demo.ReadAsync(db => db.Purchases
            .Where(purchase => purchase.Status == PurchaseStatus.Paid).Select(purchase => purchase.Id).ToListAsync());
        foreach (var id in answered)
            Assert.Contains(Assert.Single(kept, row => row.Id == id).PurchaseId!.Value, paid);
    }

    private static async Task DeliverEverythingAsync(DemoProcess demo)
    {
        var events = await demo.PaidEventsAsync();
        Assert.Equal(Sites.Length * Packs.Length, events.Count);
        foreach (JsonObject made in events)
            Assert.Equal(200, await demo.PostEventAsync(made));

        var credited = await demo.ReadAsync(db => db.LedgerTransactions
            .CountAsync(row => row.Kind == TransactionKind.Purchase));
        Assert.Equal(events.Count, credited);
    }

    // The command's exit code, and whether it says that all is well.
    private static async Task<(int, bool)> VerifiedAsync(DemoProcess demo)
    {
        var (exit, console) = await demo.VerifyLedgerAsync();
        return (exit, console.Contains("The ledger is consistent.", StringComparison.Ordinal));
    }
}
