using SeoRankGenius.Credits.Catalog;
using SeoRankGenius.Credits.Ledger;
using SeoRankGenius.Credits.Usage;

namespace SeoRankGenius.Credits.Tests.Usage;

public sealed class EstimatingARunTests
{
    private static readonly Estimating Estimating = new(PriceList.Default);

    // The guide's 4,820 credits, and Content analysis at 5 to 15 credits a page.
    [Theory]
    [InlineData(1, 5, 15, Enough.Yes, 0)]
    [InlineData(321, 1_605, 4_815, Enough.Yes, 0)]
    [InlineData(322, 1_610, 4_830, Enough.Maybe, 10)]
    [InlineData(964, 4_820, 14_460, Enough.Maybe, 9_640)]
    [InlineData(965, 4_825, 14_475, Enough.No, 9_655)]
    public void A_run_is_held_against_the_balance(long pages, long min, long max, Enough enough, long shortBy)
    {
        var estimate = Estimating.Estimate("content-analysis", pages, new Balances(3_450, 1_370));

        Assert.Equal((min, max, 4_820, enough, shortBy), (
            estimate.Min, estimate.Max, estimate.Available, estimate.Enough, estimate.ShortBy));
    }

    [Theory]
    [InlineData("mind-reading", 1, "feature")]
    [InlineData("content-analysis", 0, "pages")]
    [InlineData("content-analysis", 100_001, "pages")]
    public void A_bad_request_names_its_field(string feature, long pages, string field)
    {
        var refusal = Assert.Throws<Refusal>(() => Estimating.Estimate(feature, pages, default));

        Assert.Equal([field], ((Dictionary<string, string[]>)refusal.Facts["errors"]).Keys);
    }

    [Fact]
    public void One_pack_that_suffices_may_cost_more_than_several()
    {
        var estimate = Estimating.Estimate("content-analysis", 400, default);

        Assert.Equal((6_000, "domain-10000"), (estimate.ShortBy, estimate.OnePack!.Code));
        Assert.Equal(
            [("shared-5000", 1), ("shared-1000", 1)], estimate.Packs.Select(same => (same.Pack.Code, (int)same.Count)));
    }

    [Fact]
    public void Nothing_missing_suggests_nothing()
    {
        var estimate = Estimating.Estimate("content-analysis", 1, new Balances(3_450, 1_370));

        Assert.Null(estimate.OnePack);
        Assert.Empty(estimate.Packs);
    }
}
