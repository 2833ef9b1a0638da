using SeoRankGenius.Credits.Usage.Reporting;

namespace SeoRankGenius.Credits.Tests.Usage;

public sealed class ForecastTests
{
    private static readonly DateOnly Today = new(2026, 11, 25);

    [Fact]
    public void The_balance_lasts_as_long_as_the_average_says() =>
        Assert.Equal(new DateOnly(2026, 12, 5), Forecast.EmptyOn(100, [10, 0, 20, 10, 10, 10, 10], Today));

    [Fact]
    public void Days_before_the_first_use_do_not_count() =>
        Assert.Equal(
            new DateOnly(2026, 12, 5), Forecast.EmptyOn(100, [0, 0, 0, 10, 0, 20, 10, 10, 10, 10], Today));

    [Fact]
    public void Days_before_the_last_thirty_do_not_count() =>
        Assert.Equal(
            new DateOnly(2026, 12, 5),
            Forecast.EmptyOn(100, [9_000, .. Enumerable.Repeat(10L, 30)], Today));

    [Theory]
    [InlineData(100, new long[] { 10, 10, 10, 10, 10, 10 })]
    [InlineData(100, new long[] { 0, 0, 10, 10, 10, 10, 10, 10 })]
    [InlineData(0, new long[] { 10, 10, 10, 10, 10, 10, 10 })]
    [InlineData(100, new long[] { 10, 0, 0, 0, 0, 0, -10 })]
    [InlineData(1_000_000, new long[] { 1, 1, 1, 1, 1, 1, 1 })]
    public void Without_enough_to_go_by_there_is_no_estimate(long balance, long[] used) =>
        Assert.Null(Forecast.EmptyOn(balance, used, Today));
}
