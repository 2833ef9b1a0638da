using FsCheck;
using FsCheck.Fluent;
using SeoRankGenius.Credits.Ledger;

namespace SeoRankGenius.Credits.Tests.Ledger;

public sealed class DrawTests
{
    // Small numbers meet the edges: an empty pool, exactly enough, one too many.
    private static readonly Arbitrary<(Balances Balances, long Credits)> Cases = (
        from shared in Gen.Choose(0, 20)
        from domain in Gen.Choose(0, 20)
        from credits in Gen.Choose(1, 45)
        select (new Balances(shared, domain), (long)credits)).ToArbitrary();

    [Fact]
    public void A_draw_takes_exactly_what_was_asked() =>
        ForAll((balances, credits) => Draw.From(balances, credits) is not { } draw || draw.Total == credits);

    [Fact]
    public void Nothing_is_drawn_exactly_when_both_pools_hold_less() =>
        ForAll((balances, credits) => Draw.From(balances, credits) is null == balances.Total < credits);

    [Fact]
    public void Shared_credits_are_drawn_only_when_the_domain_pool_is_emptied() =>
        ForAll((balances, credits) =>
            Draw.From(balances, credits) is not { Shared: > 0 } draw || draw.Domain == balances.Domain);

    [Fact]
    public void No_pool_gives_more_than_it_holds() =>
        ForAll((balances, credits) => Draw.From(balances, credits) is not { } draw
            || (balances - draw is { Shared: >= 0, Domain: >= 0 } && draw is { Shared: >= 0, Domain: >= 0 }));

    [Theory, InlineData(0), InlineData(-1)]
    public void Less_than_one_credit_cannot_be_drawn(long credits) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => Draw.From(new Balances(3_450, 1_370), credits));

    private static void ForAll(Func<Balances, long, bool> rule) =>
        Prop.ForAll(Cases, it => rule(it.Balances, it.Credits)).QuickCheckThrowOnFailure();
}
