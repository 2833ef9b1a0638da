using Microsoft.EntityFrameworkCore;
using SeoRankGenius.Credits.BackOffice.Audit;
using SeoRankGenius.Credits.Ledger;
using SeoRankGenius.Credits.Ledger.Entries;
using SeoRankGenius.Credits.Licensing;
using SeoRankGenius.Credits.Tests.Fixtures;
using SeoRankGenius.Credits.Tests.Scenarios;
using SeoRankGenius.Credits.Usage;
using SeoRankGenius.Credits.Usage.Reporting;
using SeoRankGenius.Credits.Usage.Transactions;
using Xunit.Abstractions;

namespace SeoRankGenius.Credits.Tests.Usage;

/// <summary>
/// Activity, Sites and statements against the entries themselves, after a random history of every kind: grants, uses,
/// holds, give-backs, allocations, adjustments, refunds, with caps and pauses that come and go.
/// </summary>
public sealed class RandomActivityTests(ITestOutputHelper output) : WorldTests
{
    private const int Steps = 140;

    private static readonly TransactionKind[] Uses =
    [
        TransactionKind.Spend, TransactionKind.SpendReturned, TransactionKind.HoldPlaced, TransactionKind.HoldReturned,
    ];

    private readonly List<(TestSite Site, Guid SpendId)> _spends = [];
    private World _world = null!;
    private Actor _admin = null!;
    private List<TestSite> _sites = null!;

    private TestLicense License => _sites[0].License;

    private Viewer Owner => new(License.OwnerId);

    private DateOnly Today => DateOnly.FromDateTime(_world.Time.Now);

    [SkippableTheory, EachDatabase]
    public async Task Sums_equal_the_ledger(Provider on)
    {
        // CREDITS_TEST_SEED repeats a failed run.
        var seed = int.TryParse(Environment.GetEnvironmentVariable("CREDITS_TEST_SEED"), out var given)
            ? given
            : Random.Shared.Next();
        output.WriteLine($"Seed {seed}");
        var random = new Random(seed);
        (_world, _sites) = (await WorldAsync(on), []);
        _admin = await _world.AdminAsync();
        _sites.Add(await _world.SiteAsync(shared: 900, domain: 300));
        _sites.Add(await _world.SiteAsync(License));
        var first = Today;

        for (var step = 0; step < Steps; step++)
        {
            _world.Time.Advance(TimeSpan.FromMinutes(random.Next(480)));
            await OrRefusedAsync(() => StepAsync(_sites[random.Next(2)], random));
        }

        _world.PassHolds();
        await _world.ExpireAsync();
        await ActivityEqualsAsync(first);
        await SitesEqualAsync();
        await StatementsEqualAsync(first);
    }

    private Task StepAsync(TestSite site, Random random) => random.Next(14) switch
    {
        0 => _world.GrantAsync(random.Next(2) == 0 ? site.Id : License.Id, random.Next(1, 120)),
        1 or 2 => HoldAsync(site, random),
        3 or 4 => GiveBackAsync(random),
        5 => _world.Get<SiteSettings>().TransferAsync(Owner, site.Id, Guid.NewGuid(), random.Next(1, 40), default),
        6 => _world.Get<SiteSettings>().LimitAsync(
            site.Id, License.Id, random.Next(3) == 0 ? null : random.Next(400), random.Next(6) == 0, default),
        7 => _world.AdjustAsync(
            _admin, site.Adjust(random.Next(2) == 0 ? site.Id : License.Id, random.Next(40) - 20)),
        8 => RefundAsync(random.Next(1, 30)),
        _ => SpendAsync(site, random.Next(1, 16)),
    };

    private async Task SpendAsync(TestSite site, long credits) =>
        _spends.Add((site, (await _world.SpendAsync(site, credits)).Value.TransactionId));

    private async Task HoldAsync(TestSite site, Random random)
    {
        var hold = await _world.HoldAsync(site, random.Next(2, 30));
        await (random.Next(3) switch
        {
            0 => _world.CaptureAsync(site, hold, random.Next(3)),
            1 => _world.ReleaseAsync(site, hold),
            _ => Task.CompletedTask,
        });
    }

    private async Task GiveBackAsync(Random random)
    {
        if (_spends.Count == 0)
            return;
        var (site, spend) = _spends[^random.Next(1, Math.Min(_spends.Count, 3) + 1)];
        await _world.Get<GivingBack>().GiveBackAsync(
            site.Id, spend, $"{Guid.NewGuid()}", random.Next(2) == 0 ? null : random.Next(1, 9), default);
    }

    // What a refund of money takes back.
    private Task RefundAsync(long credits) => _world.WriteAsync(db =>
    {
        _world.Get<CreditLedger>().Post(
            db,
            Movement.Into(License.Id, -credits, TransactionKind.Refund, $"refund:{Guid.NewGuid():N}:1", "stripe"));
        return Task.CompletedTask;
    });

    // A pause, a cap or an empty pool is part of the history.
    private static async Task OrRefusedAsync(Func<Task> step)
    {
        try
        {
            await step();
        }
        catch (Refusal refusal)
        {
            Assert.Contains(refusal.Code, new[]
            {
                RefusalCode.InsufficientCredits, RefusalCode.SiteCapReached, RefusalCode.SitePaused,
                RefusalCode.GiveBackExpired, RefusalCode.InvalidRequest,
            });
        }
    }

    private async Task ActivityEqualsAsync(DateOnly first)
    {
        var lines = new List<ActivityLine>();
        for (EntryCursor? behind = null; ;)
        {
            var page = await _world.Get<ActivityQueries>().ReadAsync(Owner, new(), behind, size: 23, default);
            lines.AddRange(page.Lines);
            if ((behind = page.Next) is null)
                break;
        }

        Assert.Equal(await _world.BalanceAsync(License.Id), lines.Sum(line => line.SharedPool?.Credits ?? 0));
        foreach (var site in _sites)
            Assert.Equal(
                await _world.BalanceAsync(site.Id),
                lines.Where(line => line.Domain == site.Domain).Sum(line => line.OwnPool?.Credits ?? 0));
        var days = await _world.Get<ActivityQueries>().ByDayAsync(Owner, null, first, Today, default);
        Assert.Equal(await UsedAsync(License.Id), days.Sum(day => day.Shared));
        Assert.Equal(await UsedAsync(_sites[0].Id) + await UsedAsync(_sites[1].Id), days.Sum(day => day.Domain));
    }

    private async Task SitesEqualAsync()
    {
        var month = new DateOnly(Today.Year, Today.Month, 1);
        var overview = await _world.Get<SiteQueries>().ReadAsync(Owner, default);

        Assert.Equal(await _world.BalanceAsync(License.Id), Assert.Single(overview.Shared).Balance);
        Assert.Equal(await UsedAsync(License.Id, month), overview.Sites.Sum(site => site.SharedThisMonth));
        foreach (var site in _sites)
        {
            var shown = overview.Sites.Single(one => one.Domain == site.Domain);
            Assert.Equal(
                (await _world.BalanceAsync(site.Id), await UsedAsync(site.Id, month)),
                (shown.DomainCredits, shown.OwnThisMonth));
        }
    }

    private async Task StatementsEqualAsync(DateOnly first)
    {
        var shared = 0L;
        foreach (var site in _sites)
        {
            var own = 0L;
            for (var month = new DateOnly(first.Year, first.Month, 1); month <= Today; month = month.AddMonths(1))
            {
                var features = (await _world.Get<StatementQueries>().ReadAsync(Owner, site.Domain, month, default))
                    .Features;
                own += features.Sum(use => use.Domain);
                shared += features.Sum(use => use.Shared);
            }

            Assert.Equal(await UsedAsync(site.Id), own);
        }

        Assert.Equal(await UsedAsync(License.Id), shared);
    }

    // Read from the entries, past every query of the product.
    private Task<long> UsedAsync(Guid poolId, DateOnly from = default)
    {
        var start = from.ToDateTime(TimeOnly.MinValue, DateTimeKind.Utc);
        return _world.ReadAsync(db => (
            from entry in db.LedgerEntries
            join transaction in db.LedgerTransactions on entry.TransactionId equals transaction.Id
            where entry.PoolId == poolId && Uses.Contains(transaction.Kind) && transaction.At >= start
            select -entry.Credits).SumAsync());
    }
}
