using Microsoft.EntityFrameworkCore;
using SeoRankGenius.Credits.Demo.Sandbox;
using SeoRankGenius.Credits.Tests.Fixtures;

namespace SeoRankGenius.Credits.Tests.Scenarios;

/// <summary>What becomes of a payment afterwards, and what a test looks at then.</summary>
public static class RefundSteps
{
    /// <summary>Buys a pack, pays it and lets the app know; its session.</summary>
    public static async Task<string> SellAsync(this App app, TestSite site, string pack = "shared-5000")
    {
        var session = await app.BuyAsync(site, pack);
        await app.Stripe.PayAsync(session, TestCard.Card);
        await app.DeliverAllAsync(session);
        return session;
    }

    /// <summary>Delivers every event about a session, in its order; those that were delivered before too.</summary>
    public static async Task DeliverAllAsync(this App app, string session)
    {
        foreach (var happened in app.Stripe.EventsAbout(session))
            (await app.PostEventAsync(happened)).Is(200);
    }

    /// <summary>What was taken back of the one purchase, what is missing, and its site's balances.</summary>
    public static async Task<(long Taken, long Shortfall, long Shared, long Domain)> ClawbackAsync(
        this World world, TestSite site)
    {
        var purchase = await world.PurchaseAsync();
        var balances = await world.BalancesAsync(site);
        return (purchase.CreditsTaken, purchase.Shortfall, balances.Shared, balances.Domain);
    }

    /// <summary>All that is known of the money of a purchase and of its credits, without ids and times.</summary>
    public static Task<string> StateAsync(this World world, string session) => world.ReadAsync(async db =>
    {
        var purchase = await db.Purchases.AsNoTracking().SingleAsync(row => row.StripeSessionId == session);
        var refunds = await db.Refunds.AsNoTracking().Where(row => row.PurchaseId == purchase.Id)
            .OrderBy(row => row.AmountMinor).ToListAsync();
        var disputes = await db.Disputes.AsNoTracking().Where(row => row.PurchaseId == purchase.Id).ToListAsync();
        var balance = await db.Pools.Where(pool => pool.Id == purchase.LicenseId).SumAsync(pool => pool.Balance);
        return FormattableString.Invariant(
                $"{purchase.Status}, paid {purchase.PaidMinor}, balance {balance}, taken {purchase.CreditsTaken}, ")
            + FormattableString.Invariant(
                $"missing {purchase.Shortfall}, back {purchase.RefundedMinor} + {purchase.DisputedMinor}")
            + string.Concat(refunds.Select(row => $", refund {row.AmountMinor} {row.Status}"))
            + string.Concat(disputes.Select(row =>
                $", dispute {row.WithdrawnMinor} {row.ReinstatedMinor} {row.Status}"));
    });
}
