using FsCheck;
using FsCheck.Fluent;
using SeoRankGenius.Credits.Billing.Refunds;

namespace SeoRankGenius.Credits.Tests.Billing;

public sealed class ClawbackMathTests
{
    private static readonly Arbitrary<(long Credits, long PaidMinor, long[] Refunds)> Cases = (
        from credits in Gen.Choose(1, 200_000)
        from paid in Gen.Choose(1, 100_000)
        from sizes in Gen.Choose(1, 100_000).ArrayOf()
        select ((long)credits, (long)paid, Within(sizes, paid))).ToArbitrary();

    private static readonly Arbitrary<(long[] Owed, long Held)> Steps = (
        from owed in Gen.Choose(0, 20).ArrayOf()
        from held in Gen.Choose(0, 20)
        select (owed.Select(credits => (long)credits).ToArray(), (long)held)).ToArbitrary();

    [Fact]
    public void Refunds_of_any_sizes_that_return_all_take_exactly_all() =>
        ForAll((credits, paid, refunds) =>
            refunds.Sum() < paid || ClawbackMath.Of(credits, refunds.Sum(), paid) == credits);

    [Fact]
    public void A_part_never_takes_more_than_its_part() =>
        ForAll((credits, paid, refunds) =>
            ClawbackMath.Of(credits, refunds.Sum(), paid) * (decimal)paid <= credits * (decimal)refunds.Sum());

    [Fact]
    public void A_part_takes_less_than_one_credit_too_few() =>
        ForAll((credits, paid, refunds) =>
            (ClawbackMath.Of(credits, refunds.Sum(), paid) + 1) * (decimal)paid > credits * (decimal)refunds.Sum());

    [Fact]
    public void Each_further_refund_takes_what_it_adds() =>
        ForAll((credits, paid, refunds) =>
        {
            var sum = 0L;
            var taken = refunds.Sum(minor =>
            {
                var before = ClawbackMath.Of(credits, sum, paid);
                return ClawbackMath.Of(credits, sum += minor, paid) - before;
            });
            return taken == ClawbackMath.Of(credits, refunds.Sum(), paid);
        });

    [Theory]
    [InlineData(5_000, 20_00, 20_00, 5_000)]
    [InlineData(5_000, 10_00, 20_00, 2_500)]
    [InlineData(5_000, 6_66, 20_00, 1_665)]
    [InlineData(1_000, 1, 5_00, 2)]
    [InlineData(1_000, 1, 30_00, 0)]
    [InlineData(5_000, 40_00, 20_00, 5_000)]
    [InlineData(5_000, 0, 20_00, 0)]
    [InlineData(5_000, 20_00, 0, 0)]
    public void A_share_is_this_much(long credits, long returnedMinor, long paidMinor, long taken) =>
        Assert.Equal(taken, ClawbackMath.Of(credits, returnedMinor, paidMinor));

    [Fact]
    public void A_claim_depends_on_what_is_owed_not_on_the_steps_before() =>
        Prop.ForAll(Steps, it =>
        {
            var claim = default(ClawbackResult);
            foreach (var owed in it.Owed)
                claim = claim.To(owed, it.Held - claim.Taken);
            var last = it.Owed.LastOrDefault();
            return claim == new ClawbackResult(Math.Min(last, it.Held), last - Math.Min(last, it.Held));
        }).QuickCheckThrowOnFailure();

    private static long[] Within(int[] sizes, long paid)
    {
        var left = paid;
        return [.. sizes.Select(size =>
        {
            var minor = Math.Min(size, left);
            left -= minor;
            return minor;
        })];
    }

    private static void ForAll(Func<long, long, long[], bool> rule) =>
        Prop.ForAll(Cases, it => rule(it.Credits, it.PaidMinor, it.Refunds)).QuickCheckThrowOnFailure();
}
