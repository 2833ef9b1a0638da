using SeoRankGenius.Credits.Ledger;
using SeoRankGenius.Credits.Tests.Fixtures;
using SeoRankGenius.Credits.Tests.Scenarios;
using Xunit.Abstractions;

namespace SeoRankGenius.Credits.Tests.Usage;

/// <summary>Random grants, spends and repeats on several sites, against a model of a few lines.</summary>
public sealed class RandomOperationsTests(ITestOutputHelper output) : WorldTests
{
    private const int Operations = 300;

    private readonly Dictionary<Guid, long> _model = [];
    private readonly Dictionary<(Guid SiteId, string Key), (long Credits, Draw Charged)> _answers = [];

    [SkippableTheory, EachDatabase]
    public async Task Random_operations_end_where_the_model_ends(Provider on)
    {
        // CREDITS_TEST_SEED repeats a failed run.
        var seed = int.TryParse(Environment.GetEnvironmentVariable("CREDITS_TEST_SEED"), out var fixedSeed)
            ? fixedSeed
            : Random.Shared.Next();
        output.WriteLine($"Seed {seed}");
        var random = new Random(seed);
        var world = await WorldAsync(on);
        var agency = await world.SiteAsync();
        TestSite[] sites = [agency, await world.SiteAsync(agency.License), await world.SiteAsync()];

        for (var i = 0; i < Operations; i++)
            await StepAsync(world, sites[random.Next(sites.Length)], random);

        foreach (var (poolId, balance) in _model)
            Assert.Equal(balance, await world.BalanceAsync(poolId));
    }

    private Task StepAsync(World world, TestSite site, Random random) => random.Next(10) switch
    {
        0 => GrantAsync(world, site.License.Id, random.Next(1, 60)),
        1 => GrantAsync(world, site.Id, random.Next(1, 60)),
        _ => SpendAsync(world, site, random.Next(1, 31), key: $"key-{random.Next(60)}"),
    };

    private Task GrantAsync(World world, Guid poolId, long credits)
    {
        _model[poolId] = _model.GetValueOrDefault(poolId) + credits;
        return world.GrantAsync(poolId, credits);
    }

    private async Task SpendAsync(World world, TestSite site, long credits, string key)
    {
        var (domain, shared) = (_model.GetValueOrDefault(site.Id), _model.GetValueOrDefault(site.License.Id));
        if (_answers.TryGetValue((site.Id, key), out var earlier))
        {
            if (earlier.Credits == credits)
                Assert.Equal(earlier.Charged, (await world.SpendAsync(site, credits, key)).Value.Charged);
            else
                await Refused.WithAsync(RefusalCode.IdempotencyKeyReused, () => world.SpendAsync(site, credits, key));
        }
        else if (domain + shared < credits)
        {
            await Refused.WithAsync(RefusalCode.InsufficientCredits, () => world.SpendAsync(site, credits, key));
        }
        else
        {
            var charged = new Draw(Math.Min(domain, credits), credits - Math.Min(domain, credits));
            Assert.Equal(charged, (await world.SpendAsync(site, credits, key)).Value.Charged);
            (_model[site.Id], _model[site.License.Id]) = (domain - charged.Domain, shared - charged.Shared);
            _answers[(site.Id, key)] = (credits, charged);
        }
    }
}
