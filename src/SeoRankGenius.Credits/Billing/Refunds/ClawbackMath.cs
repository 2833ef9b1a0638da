namespace SeoRankGenius.Credits.Billing.Refunds;

/// <summary>The credits that correspond to a part of a purchase's money.</summary>
public static class ClawbackMath
{
    /// <summary>
    /// The whole credits to take back once <paramref name="returnedMinor"/> of the <paramref name="paidMinor"/> were
    /// returned: in proportion, rounded down; all the money takes exactly all the credits. More than was paid counts as
    /// all of it; where nothing was paid, nothing is taken.
    /// </summary>
    public static long Of(long credits, long returnedMinor, long paidMinor) => (returnedMinor, paidMinor) switch
    {
        (<= 0, _) or (_, <= 0) => 0,
        _ when returnedMinor >= paidMinor => credits,
        _ => (long)((Int128)credits * returnedMinor / paidMinor),
    };
}

/// <summary>Whole credits taken back of a purchase, and those that should have been but were spent.</summary>
public readonly record struct ClawbackResult(long Taken, long Shortfall)
{
    /// <summary>
    /// The result for <paramref name="owed"/> credits with <paramref name="available"/> credits in the pool. It grows
    /// by what the pool has, the rest is shortfall; it shrinks by the shortfall first.
    /// </summary>
    public ClawbackResult To(long owed, long available)
    {
        var more = owed - Taken - Shortfall;
        if (more >= 0)
        {
            var taken = Math.Min(more, available);
            return new ClawbackResult(Taken + taken, Shortfall + more - taken);
        }

        var covered = Math.Min(Shortfall, -more);
        return new ClawbackResult(Taken + more + covered, Shortfall - covered);
    }
}
