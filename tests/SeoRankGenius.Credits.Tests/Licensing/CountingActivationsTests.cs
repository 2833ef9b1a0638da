using SeoRankGenius.Credits.Licensing;
using SeoRankGenius.Credits.Tests.Fixtures;
using SeoRankGenius.Credits.Tests.Scenarios;

namespace SeoRankGenius.Credits.Tests.Licensing;

public sealed class CountingActivationsTests : WorldTests
{
    [SkippableTheory, EachDatabase]
    public async Task Two_instances_count_together(Provider on)
    {
        var world = await WorldAsync(on);
        await using var other = world.AnotherInstance();

        var counts = await Concurrently.AtOnceAsync(
            20, caller => AddAsync(caller % 2 == 0 ? world : other, "203.0.113.7"));

        Assert.Equal(Enumerable.Range(1, 20).Select(count => (long)count), counts.Order());
    }

    [SkippableTheory, EachDatabase]
    public async Task Networks_are_counted_apart(Provider on)
    {
        var world = await WorldAsync(on);
        await AddAsync(world, "203.0.113.7");

        Assert.Equal(1, await AddAsync(world, "203.0.113.8"));
    }

    [SkippableTheory, EachDatabase]
    public async Task The_next_minute_begins_at_one(Provider on)
    {
        var world = await WorldAsync(on);
        await AddAsync(world, "203.0.113.7");

        world.Time.Advance(TimeSpan.FromMinutes(1));

        Assert.Equal(1, await AddAsync(world, "203.0.113.7"));
    }

    private static Task<long> AddAsync(World world, string network) =>
        world.Get<ActivationCounts>().AddAsync(network, default);
}
