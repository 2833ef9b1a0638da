using SeoRankGenius.Credits.Tests.Fixtures;
using SeoRankGenius.Credits.Web.Api;

namespace SeoRankGenius.Credits.Tests.Api;

public sealed class PaceTests
{
    private readonly ManualTime _time = new();

    [Fact]
    public void A_burst_passes_at_once()
    {
        var pace = new Pace<string>(burst: 3, perSecond: 1, _time);

        Assert.Equal([true, true, true, false], Enumerable.Range(0, 4).Select(_ => pace.Take("a") == TimeSpan.Zero));
    }

    [Fact]
    public void The_wait_is_until_the_next_one()
    {
        var pace = new Pace<string>(burst: 1, perSecond: 0.5, _time);
        pace.Take("a");
        _time.Advance(TimeSpan.FromSeconds(0.5));

        Assert.Equal(TimeSpan.FromSeconds(1.5), pace.Take("a"));

        _time.Advance(TimeSpan.FromSeconds(1.5));
        Assert.Equal(TimeSpan.Zero, pace.Take("a"));
    }

    [Fact]
    public void Whoever_waits_gets_the_rate()
    {
        var pace = new Pace<string>(burst: 5, perSecond: 10, _time);
        var passed = 0;
        for (var tick = 0; tick < 1_000; tick++, _time.Advance(TimeSpan.FromMilliseconds(10)))
            if (pace.Take("a") == TimeSpan.Zero)
                passed++;

        Assert.InRange(passed, 5 + 99, 5 + 100);
    }

    [Fact]
    public void Keys_do_not_wait_for_each_other()
    {
        var pace = new Pace<string>(burst: 1, perSecond: 1, _time);
        pace.Take("a");

        Assert.Equal(TimeSpan.Zero, pace.Take("b"));
    }

    [Fact]
    public void Keys_that_rest_are_forgotten()
    {
        var pace = new Pace<int>(burst: 1, perSecond: 1, _time);
        for (var key = 0; key < 1_000; key++)
            pace.Take(key);
        _time.Advance(TimeSpan.FromMinutes(2));

        pace.Take(-1);

        Assert.Equal(1, pace.Count);
    }

    [Fact]
    public void A_flood_of_keys_stops_growing()
    {
        var pace = new Pace<int>(burst: 1, perSecond: 0.001, _time);
        for (var key = 0; key < Pace<int>.MostKeys + 1_000; key++)
            pace.Take(key);

        Assert.Equal(Pace<int>.MostKeys, pace.Count);
    }
}
