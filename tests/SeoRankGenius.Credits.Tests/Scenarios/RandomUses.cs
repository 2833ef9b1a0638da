using SeoRankGenius.Credits.Ledger;
using SeoRankGenius.Credits.Tests.Fixtures;
using SeoRankGenius.Credits.Usage;
using SeoRankGenius.Credits.Usage.Transactions;

namespace SeoRankGenius.Credits.Tests.Scenarios;

/// <summary>What sites do with credits in a random run.</summary>
public enum Uses
{
    /// <summary>Nothing: every credit stays in its pool.</summary>
    None,

    /// <summary>Holds that return all they took.</summary>
    Holds,

    /// <summary>Spends, some given back, and holds of which a part is charged.</summary>
    All,
}

/// <summary>Random spends and holds, and the credits that they have taken out of each pool.</summary>
public sealed class RandomUses(App app, Random random, Uses uses)
{
    private const string Feature = "meta-generation";

    private readonly Dictionary<Guid, long> _out = [];
    private readonly List<(TestSite Site, Guid Id, Draw Draw)> _holds = [], _spends = [];

    /// <summary>Whole credits of a pool that are spent or held.</summary>
    public long OutOf(Guid poolId) => _out.GetValueOrDefault(poolId);

    /// <summary>Spends, gives back, holds, or ends a hold; nothing where nothing is used.</summary>
    public Task StepAsync(TestSite site) => (uses, random.Next(4)) switch
    {
        (Uses.None, _) => Task.CompletedTask,
        (_, 0) => HoldAsync(site),
        (_, 1) => EndAsync(),
        (Uses.Holds, _) => HoldAsync(site),
        (_, 2) => SpendAsync(site),
        _ => GiveBackAsync(),
    };

    /// <summary>Ends all holds: some are released, the others expire.</summary>
    public async Task EndAllAsync()
    {
        for (var left = _holds.Count / 2; left > 0; left--)
            await EndAsync();
        app.World.PassHolds();
        while (await app.World.ReadAsync(db => app.Get<Holding>().ExpireAsync(db, default)) > 0)
        {
        }

        foreach (var hold in _holds)
            Count(hold.Site, new Draw() - hold.Draw);
        _holds.Clear();
    }

    private async Task HoldAsync(TestSite site)
    {
        if (await SomeAsync(site) is not (> 0 and var credits))
            return;
        var request = new HoldRequest($"{Guid.NewGuid()}", Feature, credits);
        var hold = (await app.Get<Holding>().PlaceAsync(site.Id, request, default)).Value;
        Count(site, hold.Taken);
        _holds.Add((site, hold.HoldId, hold.Taken));
    }

    private async Task EndAsync()
    {
        if (Take(_holds) is not { } hold)
            return;
        var charged = uses == Uses.All ? random.NextInt64(hold.Draw.Total + 1) : 0;
        var end = await app.Get<Holding>().CaptureAsync(hold.Site.Id, hold.Id, charged, default);
        Count(hold.Site, new Draw() - end.Returned);
    }

    private async Task SpendAsync(TestSite site)
    {
        if (await SomeAsync(site) is not (> 0 and var credits))
            return;
        credits = credits > 1_000 ? credits - credits % 5 : credits;
        var each = credits > 1_000 ? 5 : 1;
        var request = new SpendRequest($"{Guid.NewGuid()}", Feature, each, credits / each);
        var spend = (await app.Get<Spending>().SpendAsync(site.Id, request, default)).Value;
        Count(site, spend.Charged);
        _spends.Add((site, spend.TransactionId, spend.Charged));
    }

    private async Task GiveBackAsync()
    {
        if (Take(_spends) is not { } spend)
            return;
        var credits = random.NextInt64(1, spend.Draw.Total + 1);
        var back = await app.Get<GivingBack>().GiveBackAsync(
            spend.Site.Id, spend.Id, $"{Guid.NewGuid()}", credits, default);
        Count(spend.Site, new Draw() - back.Value.Returned);
    }

    private async Task<long> SomeAsync(TestSite site) =>
        Math.Min((await app.World.BalancesAsync(site)).Total, random.NextInt64(1, 5_000));

    private (TestSite Site, Guid Id, Draw Draw)? Take(List<(TestSite Site, Guid Id, Draw Draw)> uses)
    {
        if (uses.Count == 0)
            return null;
        var index = random.Next(uses.Count);
        var taken = uses[index];
        uses.RemoveAt(index);
        return taken;
    }

    private void Count(TestSite site, Draw draw)
    {
        _out[site.Id] = OutOf(site.Id) + draw.Domain;
        _out[site.License.Id] = OutOf(site.License.Id) + draw.Shared;
    }
}
