namespace SeoRankGenius.Credits.Billing.Refunds;

/// <summary>How many of a purchase's credits part of its money stands for.</summary>
public static class ClawbackMath
{
    /// <summary>
    /// The whole credits to take back once <paramref name="returnedCents"/> of the <paramref name="paidCents"/> have
    /// gone back: in proportion, rounded down, so that a part never takes more than its part and the whole takes
    /// exactly all. More than was paid counts as all of it; where nothing was paid, nothing is taken.
    /// </summary>
    public static long Of(long credits, long returnedCents, long paidCents) => (returnedCents, paidCents) switch
    {
        (<= 0, _) or (_, <= 0) => 0,
        _ when returnedCents >= paidCents => credits,
        _ => (long)((Int128)credits * returnedCents / paidCents),
    };
}

/// <summary>Whole credits taken back of a purchase, and those that should have been but were spent.</summary>
public readonly record struct ClawbackResult(long Taken, long Shortfall)
{
    /// <summary>
    /// The claim once <paramref name="owed"/> credits are to be back, with <paramref name="available"/> credits in the
    /// pool. Grows by what the pool has, the rest is shortfall; shrinks by the shortfall first. So it depends on what
    /// is owed and on what the pool held, not on the steps in between.
    /// </summary>
    public ClawbackResult To(long owed, long available)
    {
        var more = owed - Taken - Shortfall;
        if (more >= 0)
        {
            var taken = Math.Min(more, available);
            return new ClawbackResult(Taken + taken, Shortfall + more - taken);
        }

        var forgiven = Math.Min(Shortfall, -more);
        return new ClawbackResult(Taken + more + forgiven, Shortfall - forgiven);
    }
}
