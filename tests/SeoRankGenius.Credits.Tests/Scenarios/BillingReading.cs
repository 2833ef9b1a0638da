using Microsoft.EntityFrameworkCore;
using SeoRankGenius.Credits.Billing.Events;
using SeoRankGenius.Credits.Billing.Purchases;
using SeoRankGenius.Credits.Tests.Fixtures;

namespace SeoRankGenius.Credits.Tests.Scenarios;

/// <summary>What a test looks at after buying and paying.</summary>
public static class BillingReading
{
    public static Task<Purchase> PurchaseAsync(this World world, Guid id) =>
        world.ReadAsync(db => db.Purchases.AsNoTracking().SingleAsync(purchase => purchase.Id == id));

    /// <summary>The one purchase there is.</summary>
    public static Task<Purchase> PurchaseAsync(this World world) =>
        world.ReadAsync(db => db.Purchases.AsNoTracking().SingleAsync());

    /// <summary>All purchases, oldest first.</summary>
    public static Task<List<Purchase>> PurchasesAsync(this World world) =>
        world.ReadAsync(db => db.Purchases.AsNoTracking().OrderBy(purchase => purchase.CreatedAt).ToListAsync());

    /// <summary>The one payment event that was stored.</summary>
    public static Task<StoredEvent> EventAsync(this World world) =>
        world.ReadAsync(db => db.StoredEvents.AsNoTracking().SingleAsync());

    public static Task<List<StoredEvent>> EventsAsync(this World world) =>
        world.ReadAsync(db => db.StoredEvents.AsNoTracking().ToListAsync());

    /// <summary>The status of the one purchase and the balances of its site: what settling decides.</summary>
    public static async Task<(PurchaseStatus Status, long Shared, long Domain)> OutcomeAsync(
        this World world, TestSite site)
    {
        var balances = await world.BalancesAsync(site);
        return ((await world.PurchaseAsync()).Status, balances.Shared, balances.Domain);
    }

    /// <summary>Everything of money and credits, a line each: equal when nothing changed.</summary>
    public static async Task<List<string>> MoneyAsync(this World world)
    {
        var ledger = await world.EverythingAsync();
        var purchases = await world.PurchasesAsync();
        var events = await world.EventsAsync();
        return
        [
            .. ledger,
            .. purchases.Select(row => FormattableString.Invariant(
                $"purchase {row.Id} {row.Status} {row.Reason} {row.StripeSessionId} {row.StripePaymentIntentId} ")
                + FormattableString.Invariant($"{row.RefundedMinor} {row.DisputedMinor} {row.CreditsTaken}")),
            .. events.Select(row => $"event {row.Id} {row.Outcome} {row.PurchaseId}").Order(StringComparer.Ordinal),
        ];
    }
}
