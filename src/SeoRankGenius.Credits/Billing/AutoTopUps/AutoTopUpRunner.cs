using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using SeoRankGenius.Credits.Billing.Events;
using SeoRankGenius.Credits.Billing.Purchases;
using SeoRankGenius.Credits.Billing.Stripe;
using SeoRankGenius.Credits.Catalog;
using SeoRankGenius.Credits.Data;
using SeoRankGenius.Credits.Ledger;

namespace SeoRankGenius.Credits.Billing.AutoTopUps;

/// <summary>
/// Charges the saved cards of pools that fell below their thresholds. A purchase is committed first and is what is
/// charged, so a crash at any step leaves something to go on from, and never a second charge.
/// </summary>
public sealed class AutoTopUpRunner(
    OffSessionPayments cards,
    EventProcessor processor,
    Writer writer,
    Reader reader,
    PriceList catalog,
    AutoTopUpOptions settings,
    TimeProvider time,
    ILogger<AutoTopUpRunner> log)
{
    private const int AtOnce = 8, MostInAPass = 100;

    // Stripe keeps an idempotency key for a day: until then asking again charges once.
    private static readonly TimeSpan Open = TimeSpan.FromHours(23);

    // How long one instance is left to hear from Stripe before another asks again.
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    // Until a license that may not buy is looked at again.
    private static readonly TimeSpan Pause = TimeSpan.FromMinutes(10);

    /// <summary>
    /// One pass over the pools that have an automatic top-up: charges those that are low, and asks again for what
    /// Stripe has not answered. May be repeated, and run on many instances at once: the database lets one charge.
    /// </summary>
    public async Task PassAsync(CancellationToken cancellation)
    {
        var low = await reader.RunAsync(db => LowAsync(db, cancellation));
        await Parallel.ForEachAsync(low, Together(cancellation), async (poolId, _) =>
        {
            if (await writer.RunAsync(db => CommitAsync(db, poolId), cancellation) is { } purchase)
                await ChargeAsync(purchase, cancellation);
        });
        var unanswered = await reader.RunAsync(db => UnansweredAsync(db, cancellation));
        await Parallel.ForEachAsync(unanswered, Together(cancellation), async (purchase, _) =>
        {
            if (await writer.RunAsync(db => TakeAsync(db, purchase), cancellation))
                await ChargeAsync(purchase, cancellation);
        });
    }

    private static ParallelOptions Together(CancellationToken cancellation) =>
        new() { MaxDegreeOfParallelism = AtOnce, CancellationToken = cancellation };

    // A short index over those that are on, and the pool's row by its key: the spend knows nothing of it.
    private Task<List<Guid>> LowAsync(CreditsDb db, CancellationToken cancellation)
    {
        var now = time.GetUtcNow().UtcDateTime;
        return (
            from topUp in db.AutoTopUps
            join pool in db.Pools on topUp.PoolId equals pool.Id
            where topUp.State == AutoTopUpState.On && pool.Balance < topUp.Threshold
                && (topUp.NotBefore == null || topUp.NotBefore <= now)
                && !db.Purchases.Any(row => row.TopUpPoolId == topUp.PoolId && row.Kind == PurchaseKind.Automatic
                    && (row.Status == PurchaseStatus.Open || row.Status == PurchaseStatus.Pending))
            orderby topUp.NotBefore, topUp.PoolId
            select topUp.PoolId).Take(MostInAPass).ToListAsync(cancellation);
    }

    // Only what its owner still wants: of what was switched off, Stripe's events tell.
    private Task<List<Purchase>> UnansweredAsync(CreditsDb db, CancellationToken cancellation)
    {
        var now = time.GetUtcNow().UtcDateTime;
        var over = now - Patience;
        return (
            from purchase in db.Purchases
            join topUp in db.AutoTopUps on purchase.TopUpPoolId equals topUp.PoolId
            where purchase.Kind == PurchaseKind.Automatic && purchase.Status == PurchaseStatus.Open
                && purchase.StripePaymentIntentId == null && purchase.ExpiresAt > now
                && topUp.State == AutoTopUpState.On && topUp.TriedAt <= over
            orderby purchase.CreatedAt, purchase.Id
            select purchase).Take(MostInAPass).ToListAsync(cancellation);
    }

    private async Task<bool> TakeAsync(CreditsDb db, Purchase purchase)
    {
        var now = time.GetUtcNow().UtcDateTime;
        var topUp = await db.AutoTopUps.SingleAsync(row => row.PoolId == purchase.TopUpPoolId);
        if (topUp.State != AutoTopUpState.On || topUp.TriedAt > now - Patience)
            return false;
        topUp.Try(now);
        await db.SaveChangesAsync();
        return true;
    }

    private async Task<Purchase?> CommitAsync(CreditsDb db, Guid poolId)
    {
        var now = time.GetUtcNow().UtcDateTime;
        // Before anything else is read: whatever another instance commits from here on meets this lock.
        var pool = CreditLedger.Lock(db, poolId);
        var topUp = await db.AutoTopUps.SingleAsync(row => row.PoolId == poolId);
        if (!topUp.IsReady(now) || pool.Balance >= topUp.Threshold
            || await db.Purchases.AnyAsync(row => row.TopUpPoolId == poolId && row.Kind == PurchaseKind.Automatic
                && (row.Status == PurchaseStatus.Open || row.Status == PurchaseStatus.Pending)))
            return null;

        var purchase = await IsHeldBackAsync(db, topUp, now) ? null : Purchase.Of(topUp, now, Open);
        if (purchase is not null)
        {
            topUp.Try(now);
            db.Purchases.Add(purchase);
        }

        await db.SaveChangesAsync();
        return purchase;
    }

    // Each reason writes down how long, or why for good.
    private async Task<bool> IsHeldBackAsync(CreditsDb db, AutoTopUp topUp, DateTime now)
    {
        var license = await db.Licenses.AsNoTracking().SingleAsync(row => row.Id == topUp.LicenseId);
        var standing = license.StandingAt(catalog, now);
        if (standing.IsFree || standing.IsSuspended || !settings.Offered || license.StripeCustomerId is null
            || (topUp.Kind == PoolKind.Domain
                && await db.Sites.AnyAsync(site => site.Id == topUp.SiteId && site.RemovedAt != null)))
            topUp.Postpone(now + Pause);
        else if (!topUp.Terms.IsSold(catalog, topUp.Kind))
            topUp.Stop(AutoTopUpProblem.PackChanged, now);
        else if (await AutoTopUpSetup.SpentAsync(db, topUp.PoolId, AutoTopUp.MonthOf(now)) + topUp.PriceCents
            > topUp.MonthlyLimitCents)
            topUp.ReachLimit(now);
        else if (await ChargesSinceAsync(db, topUp.LicenseId, now - TimeSpan.FromHours(1)) >= settings.MostInAnHour)
        {
            topUp.Stop(AutoTopUpProblem.Runaway, now);
            log.LogError(
                "Automatic top-up of pool {PoolId} stopped: {Most} charges of license {LicenseId} within an hour",
                topUp.PoolId, settings.MostInAnHour, topUp.LicenseId);
        }
        else
            return false;
        return true;
    }

    private static Task<int> ChargesSinceAsync(CreditsDb db, Guid licenseId, DateTime since) =>
        db.Purchases.CountAsync(row =>
            row.LicenseId == licenseId && row.Kind == PurchaseKind.Automatic && row.CreatedAt > since);

    private async Task ChargeAsync(Purchase purchase, CancellationToken cancellation)
    {
        var (customer, domain) = await reader.RunAsync(async db => (
            await db.Licenses.Where(row => row.Id == purchase.LicenseId)
                .Select(row => row.StripeCustomerId!).SingleAsync(cancellation),
            await db.Sites.Where(row => row.Id == purchase.SiteId)
                .Select(row => row.Domain).SingleAsync(cancellation)));
        try
        {
            await processor.ApplyChargeAsync(
                purchase, await cards.ChargeAsync(purchase, customer, domain, cancellation));
        }
        catch (Exception fault) when (fault is DependencyUnavailable or Refusal)
        {
            log.LogWarning(fault, "Purchase {PurchaseId} waits for Stripe: {Fault}", purchase.Id, fault.Message);
        }
    }
}
