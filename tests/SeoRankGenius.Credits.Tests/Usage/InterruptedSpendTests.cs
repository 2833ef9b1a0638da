using SeoRankGenius.Credits.Tests.Fixtures;
using SeoRankGenius.Credits.Tests.Scenarios;

namespace SeoRankGenius.Credits.Tests.Usage;

/// <summary>A spend is interrupted at each table it writes, then repeated.</summary>
public sealed class InterruptedSpendTests : WorldTests
{
    [SkippableTheory]
    [EachDatabase("LedgerTransactions", "INSERT"), EachDatabase("LedgerEntries", "INSERT")]
    [EachDatabase("Pools", "UPDATE"), EachDatabase("IdempotencyRecords", "INSERT")]
    public async Task An_interrupted_spend_leaves_nothing(Provider on, string table, string change)
    {
        var world = await WorldAsync(on);
        var site = await world.SiteAsync(shared: 3_450, domain: 1_370);
        var before = await world.EverythingAsync();

        Assert.True(await world.InterruptAsync(table, change, () => world.SpendAsync(site, 1_500, key: "post-42")));

        Assert.Equal(before, await world.EverythingAsync());
    }

    [SkippableTheory]
    [EachDatabase("LedgerTransactions", "INSERT"), EachDatabase("LedgerEntries", "INSERT")]
    [EachDatabase("Pools", "UPDATE"), EachDatabase("IdempotencyRecords", "INSERT")]
    public async Task An_interrupted_spend_has_one_effect_when_repeated(Provider on, string table, string change)
    {
        var world = await WorldAsync(on);
        var site = await world.SiteAsync(shared: 3_450, domain: 1_370);
        Assert.True(await world.InterruptAsync(table, change, () => world.SpendAsync(site, 1_500, key: "post-42")));

        var spent = await world.SpendAsync(site, 1_500, key: "post-42");

        Assert.False(spent.IsReplay);
        Assert.Equal(new(Shared: 3_320, Domain: 0), await world.BalancesAsync(site));
    }
}
