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
/// not answer comes again. Each row kills the program that the row before it has started again.
/// </summary>
public sealed class KilledAtAnyMomentTests(KilledAtAnyMomentTests.Killed run, ITestOutputHelper output)
    : IClassFixture<KilledAtAnyMomentTests.Killed>
{
    private const int EventsSentTogether = 8;

    private static readonly string[] Sites =
        ["northwind-agency.example", "client-bakery.example", "client-yoga.example"];

    private static readonly string[] Packs =
        ["shared-1000", "shared-5000", "shared-15000", "domain-1000", "domain-5000", "domain-10000"];

    private readonly DemoProcess _demo = run.Demo;

    [Theory]
    [InlineData(1), InlineData(2), InlineData(3)]
    public async Task What_was_answered_is_in_the_ledger_once(int row)
    {
        var seed = Environment.TickCount + row;
        output.WriteLine($"Seed {seed}");
        var random = new Random(seed);
        var before = (await _demo.PaidEventsAsync()).Count;
        await BuyAndPayEverythingAsync();

        var answered = await DeliverUntilKilledAsync(killAfter: random.Next(1, 40));

        await AssertStoredAsync(answered);
        await _demo.StartAgainAsync();
        await DeliverEverythingAsync(before + (Sites.Length * Packs.Length));
    }

    private async Task BuyAndPayEverythingAsync()
    {
        using var owner = new Visitor(_demo.App);
        (await owner.SignInAsync(SampleData.Owner, SampleData.Password)).Is(302);
        foreach (var site in Sites)
            await Task.WhenAll(Packs.Select(async pack => await _demo.PayAsync(await owner.BuyAsync(site, pack))));
    }

    // Beside Stripe's own deliveries, so that every event is under way several times; the ids that were answered 200.
    private async Task<IReadOnlyCollection<string>> DeliverUntilKilledAsync(int killAfter)
    {
        var events = (await _demo.PaidEventsAsync()).Take(Sites.Length * Packs.Length).ToList();
        var answered = new ConcurrentBag<string>();
        var (count, lost) = (0, 0);
        await Parallel.ForEachAsync(
            events.Concat(events).Concat(events),
            new ParallelOptions { MaxDegreeOfParallelism = EventsSentTogether },
            async (made, _) =>
            {
                if (await _demo.PostEventAsync(made) == 200)
                    answered.Add((string)made["id"]!);
                else
                    Interlocked.Increment(ref lost);
                if (Interlocked.Increment(ref count) == killAfter)
                    await _demo.KillAsync();
            });
        Assert.True(lost > 0, "Every event was answered before the app was killed.");
        return [.. answered.Distinct()];
    }

    private async Task AssertStoredAsync(IReadOnlyCollection<string> answered)
    {
        Assert.Empty((await _demo.ReadAsync(db => db.VerifyAsync(default))).Discrepancies);
        var stored = await _demo.ReadAsync(db => db.StoredEvents.ToListAsync());
        var paid = await _demo.ReadAsync(db => db.Purchases
            .Where(purchase => purchase.Status == PurchaseStatus.Paid).Select(purchase => purchase.Id).ToListAsync());
        foreach (var id in answered)
            Assert.Contains(Assert.Single(stored, row => row.Id == id).PurchaseId!.Value, paid);
    }

    private async Task DeliverEverythingAsync(int count)
    {
        var events = await _demo.PaidEventsAsync();
        Assert.Equal(count, events.Count);
        foreach (JsonObject made in events)
            Assert.Equal(200, await _demo.PostEventAsync(made));

        var credited = await _demo.ReadAsync(db => db.LedgerTransactions
            .CountAsync(row => row.Kind == TransactionKind.Purchase));
        Assert.Equal(count, credited);
        Assert.Empty((await _demo.ReadAsync(db => db.VerifyAsync(default))).Discrepancies);
    }

    /// <summary>The program; it ends with the operator's check of its ledger.</summary>
    public sealed class Killed : IAsyncLifetime
    {
        public DemoProcess Demo { get; private set; } = null!;

        public async Task InitializeAsync() => Demo = await DemoProcess.StartAsync();

        public async Task DisposeAsync()
        {
            var (exit, console) = await Demo.VerifyLedgerAsync();
            await Demo.DisposeAsync();
            Assert.Equal(
                (0, true), (exit, console.Contains("The ledger is consistent.", StringComparison.Ordinal)));
        }
    }
}
