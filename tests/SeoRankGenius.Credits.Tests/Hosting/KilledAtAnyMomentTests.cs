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

    private DemoProcess _demo = null!;

    [Theory]
    [InlineData(0), InlineData(1), InlineData(2)]
    public async Task What_was_answered_is_in_the_ledger_once(int row)
    {
        _demo = run.Demos[row];
        var seed = Environment.TickCount + row;
        output.WriteLine($"Seed {seed}");
        await Task.WhenAll(run.Sessions[row].Select(_demo.PayAsync));

        var answered = await DeliverUntilKilledAsync(killAfter: new Random(seed).Next(1, 40));

        await AssertStoredAsync(answered);
        await _demo.StartAgainHereAsync();
        await DeliverEverythingAsync();
    }

    // Beside Stripe's own deliveries, so that every event is under way several times; the ids that were answered 200.
    private async Task<IReadOnlyCollection<string>> DeliverUntilKilledAsync(int killAfter)
    {
        var events = await _demo.PaidEventsAsync();
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

    private async Task DeliverEverythingAsync()
    {
        var events = await _demo.PaidEventsAsync();
        Assert.Equal(Sites.Length * Packs.Length, events.Count);
        foreach (JsonObject made in events)
            Assert.Equal(200, await _demo.PostEventAsync(made));

        var credited = await _demo.ReadAsync(db => db.LedgerTransactions
            .CountAsync(row => row.Kind == TransactionKind.Purchase));
        Assert.Equal(events.Count, credited);
        Assert.Empty((await _demo.ReadAsync(db => db.VerifyAsync(default))).Discrepancies);
    }

    /// <summary>
    /// A program for each row, on which every pack is being bought. It ends with the operator's check of a ledger.
    /// </summary>
    public sealed class Killed : IAsyncLifetime
    {
        public IReadOnlyList<DemoProcess> Demos { get; private set; } = [];

        /// <summary>The sessions of each program, which are to be paid.</summary>
        public IReadOnlyList<IReadOnlyList<string>> Sessions { get; private set; } = [];

        public async Task InitializeAsync()
        {
            Demos = await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => DemoProcess.StartAsync()));
            Sessions = await Task.WhenAll(Demos.Select(BuyEverythingAsync));
        }

        public async Task DisposeAsync()
        {
            var (exit, console) = await Demos[^1].VerifyLedgerAsync();
            foreach (var demo in Demos)
                await demo.DisposeAsync();
            Assert.Equal(
                (0, true), (exit, console.Contains("The ledger is consistent.", StringComparison.Ordinal)));
        }

        private static async Task<IReadOnlyList<string>> BuyEverythingAsync(DemoProcess demo)
        {
            using var owner = new Visitor(demo.App);
            (await owner.SignInAsync(SampleData.Owner, SampleData.Password)).Is(302);
            var sessions = new List<string>();
            foreach (var site in Sites)
                foreach (var pack in Packs)
                    sessions.Add(await owner.BuyAsync(site, pack));
            return sessions;
        }
    }
}
