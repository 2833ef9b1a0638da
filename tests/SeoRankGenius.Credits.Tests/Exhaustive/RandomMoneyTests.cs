using Microsoft.EntityFrameworkCore;
using SeoRankGenius.Credits.Tests.Fixtures;
using SeoRankGenius.Credits.Tests.Scenarios;
using Xunit.Abstractions;

namespace SeoRankGenius.Credits.Tests.Exhaustive;

/// <summary>
/// Random purchases by card and bank debit, plans, top-ups, spends and holds, with refunds and disputes in other
/// currencies, against a model.
/// <c>CREDITS_TEST_DELIVERIES</c> sets how many events are delivered, <c>CREDITS_TEST_SEED</c> repeats a run.
/// </summary>
public sealed class RandomMoneyTests(ITestOutputHelper output)
{
    private const int Steps = 30, FewDeliveries = 100;

    [SkippableTheory]
    [EachDatabase(Uses.None)]
    [EachDatabase(Uses.Holds)]
    [EachDatabase(Uses.All)]
    public async Task Credits_end_where_the_money_ended(Provider on, Uses uses)
    {
        var seed = Pairs.Seed();
        var target = int.TryParse(Environment.GetEnvironmentVariable("CREDITS_TEST_DELIVERIES"), out var many)
            ? many
            : FewDeliveries;
        output.WriteLine($"Seed {seed}");
        var app = await StartAsync(on);
        var (deliveries, interruptions, runs) = (0, 0, 0);
        while (deliveries < target || interruptions == 0)
        {
            var run = new RandomMoney(app, new Random(seed + runs), uses);
            var differences = await run.RunAsync(Steps);
            differences.AddRange((await app.World.VerifyAsync()).Discrepancies);
            differences.AddRange(await ReconcileAsync(app));
            Assert.True(differences.Count == 0, $"Seed {seed + runs}: {string.Join('\n', differences)}");

            deliveries += run.Deliveries.Count;
            interruptions += run.Deliveries.Interruptions;
            runs++;
            if (!await app.ResetAsync())
            {
                await app.DisposeAsync();
                app = await StartAsync(on);
            }
        }

        await app.DisposeAsync();
        output.WriteLine($"{deliveries} deliveries, {interruptions} of them interrupted, in {runs} runs");
    }

    private static Task<App> StartAsync(Provider on) => App.StartAsync(on, new Settings(PlanSteps.WithAgency));

    private static async Task<IEnumerable<string>> ReconcileAsync(App app)
    {
        app.World.Time.Advance(TimeSpan.FromDays(1));
        await app.ReconcileDayAsync();
        var report = await app.World.ReadAsync(db => db.ReconciliationReports.AsNoTracking().SingleAsync());
        return report.Agrees ? [] : report.Differences.Split('\n');
    }
}
