using SeoRankGenius.Credits.Catalog;
using SeoRankGenius.Credits.Ledger;
using SeoRankGenius.Credits.Usage;
using Xunit.Abstractions;

namespace SeoRankGenius.Credits.Tests.Usage;

/// <summary>The cheapest packs, against trying everything.</summary>
public sealed class CheapestCoverTests(ITestOutputHelper output)
{
    [Fact]
    public void The_guides_packs_are_covered_as_cheaply_as_by_trying_all()
    {
        for (var credits = 1; credits <= 20_000; credits += 499)
            AssertCheapest(PriceList.Default.Packs, credits);
    }

    [Fact]
    public void Any_packs_are_covered_as_cheaply_as_by_trying_all()
    {
        var seed = Random.Shared.Next();
        output.WriteLine($"Seed {seed}");
        var random = new Random(seed);
        for (var i = 0; i < 200; i++)
            AssertCheapest(
                [.. Enumerable.Range(0, random.Next(1, 6)).Select(n =>
                    new Pack($"p{n}", PoolKind.Shared, 100 * random.Next(4, 20), random.Next(50, 5_000)))],
                random.Next(1, 5_000));
    }

    [Fact]
    public void Odd_sizes_are_covered_without_trying_every_number()
    {
        Pack[] packs = [new("a", PoolKind.Shared, 1_000_003, 100_00), new("b", PoolKind.Shared, 7, 50)];

        var cover = CheapestPacks.Cheapest(packs, 1_500_000);

        Assert.Equal(2_000_006, cover.Sum(same => same.Count * same.Pack.Credits));
    }

    private static void AssertCheapest(IReadOnlyList<Pack> packs, long credits)
    {
        var cover = CheapestPacks.Cheapest(packs, credits);

        Assert.True(cover.Sum(same => same.Count * same.Pack.Credits) >= credits);
        Assert.Equal(LeastMinor(packs, credits), cover.Sum(same => same.Count * same.Pack.PriceMinor));
    }

    /// <summary>Tries every number of the first pack, and with each every mix of the others.</summary>
    private static long LeastMinor(IEnumerable<Pack> packs, long credits)
    {
        if (credits <= 0)
            return 0;
        if (!packs.Any())
            return long.MaxValue / 2;
        var first = packs.First();
        var most = (int)((credits + first.Credits - 1) / first.Credits);
        return Enumerable.Range(0, most + 1).Min(count =>
            count * first.PriceMinor + LeastMinor(packs.Skip(1), credits - count * first.Credits));
    }
}
