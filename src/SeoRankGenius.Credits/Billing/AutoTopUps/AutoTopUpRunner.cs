using SeoRankGenius.Credits.Billing.Events;
using SeoRankGenius.Credits.Billing.Stripe;

namespace SeoRankGenius.Credits.Billing.AutoTopUps;

/// <summary>
/// Charges the saved cards of pools that fell below their thresholds. The purchase is committed before the card is
/// charged, so after a crash at any step the next pass resumes, and never charges twice.
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

    // Stripe keeps an idempotency key for 24 hours; until then a repeated request charges once.
    private static readonly TimeSpan Open = TimeSpan.FromHours(23);

    // How long an instance may wait for Stripe before another one repeats the request.
    private static readonly TimeSpan LongestAnswer = TimeSpan.FromMinutes(1);

    // How long a license that may not buy is skipped.
    private static readonly TimeSpan Postponement = TimeSpan.FromMinutes(10);

    /// <summary>
    /// One pass over the pools that have an automatic top-up: charges those that are low, and repeats the charges that
    /// Stripe has not answered. May be repeated, and run on several instances at once: a unique index lets one charge.
    /// </summary>
    public async Task<ItemCount> PassAsync(CancellationToken cancellation)
    {
        var options = new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = cancellation };
        var low = await reader.RunAsync(db => LowAsync(db, cancellation));
        var count = await log.ForEachAsync(
            low,
            poolId => poolId,
            async poolId =>
            {
                if (await writer.RunAsync(db => CommitAsync(db, poolId), cancellation) is { } purchase)
                    await ChargeAsync(purchase, cancellation);
            },
            options);
        var unanswered = await reader.RunAsync(db => UnansweredAsync(db, cancellation));
        count += await log.ForEachAsync(
            unanswered,
            purchase => purchase.Id,
            async purchase =>
            {
                if (await writer.RunAsync(db => ClaimAsync(db, purchase), cancellation))
                    await ChargeAsync(purchase, cancellation);
            },
            options);
        log.LogUnavailable("Automatic top-ups", count);
        return count;
    }

    // Uses the index of active top-ups and the pool's key; spending does no work for it.
    private async Task<List<Guid>> LowAsync(CreditsDb db, CancellationToken cancellation)
    {
        var now = time.GetUtcNow().UtcDateTime;
        var low = await (
            from topUp in db.AutoTopUps
            join pool in db.Pools on topUp.PoolId equals pool.Id
            where topUp.State == AutoTopUpState.On && pool.Balance < topUp.Threshold
                && (topUp.NotBefore == null || topUp.NotBefore <= now)
                && !db.Purchases.Any(row => row.TopUpPoolId == topUp.PoolId && row.Kind == PurchaseKind.Automatic
                    && (row.Status == PurchaseStatus.Open || row.Status == PurchaseStatus.Pending))
            orderby topUp.NotBefore, topUp.PoolId
            select new { topUp.PoolId, topUp.Threshold }).ToListAsync(cancellation);
        var spent = new List<Guid>();
        // Pools that are low only because of returned money stay in the list: they must not take others' places.
        foreach (var pool in low.TakeWhile(_ => spent.Count < MostInAPass))
            if (await ReturnedMoneyStops.IsSpentBelowAsync(db, pool.PoolId, pool.Threshold))
                spent.Add(pool.PoolId);
        return spent;
    }

    // Only active top-ups; charges of one that was switched off are reported by Stripe's events.
    private Task<List<Purchase>> UnansweredAsync(CreditsDb db, CancellationToken cancellation)
    {
        var now = time.GetUtcNow().UtcDateTime;
        var latest = now - LongestAnswer;
        return (
            from purchase in db.Purchases
            join topUp in db.AutoTopUps on purchase.TopUpPoolId equals topUp.PoolId
            where purchase.Kind == PurchaseKind.Automatic && purchase.Status == PurchaseStatus.Open
                && purchase.PaymentMethodId == topUp.PaymentMethodId
                && purchase.StripePaymentIntentId == null && purchase.ExpiresAt > now
                && topUp.State == AutoTopUpState.On && topUp.TriedAt <= latest
            orderby purchase.CreatedAt, purchase.Id
            select purchase).Take(MostInAPass).ToListAsync(cancellation);
    }

    private async Task<bool> ClaimAsync(CreditsDb db, Purchase purchase)
    {
        var now = time.GetUtcNow().UtcDateTime;
        var topUp = await db.AutoTopUps.SingleAsync(row => row.PoolId == purchase.TopUpPoolId);
        if (topUp.State != AutoTopUpState.On || topUp.TriedAt > now - LongestAnswer
            || topUp.PaymentMethodId != purchase.PaymentMethodId)
            return false;
        topUp.Claim(now);
        await db.SaveChangesAsync();
        return true;
    }

    private async Task<Purchase?> CommitAsync(CreditsDb db, Guid poolId)
    {
        var now = time.GetUtcNow().UtcDateTime;
        // Locked before anything else is read, so that other instances wait here.
        var pool = CreditLedger.Lock(db, poolId);
        var topUp = await db.AutoTopUps.SingleAsync(row => row.PoolId == poolId);
        if (!topUp.IsReady(now) || pool.Balance >= topUp.Threshold
            || await db.Purchases.AnyAsync(row => row.TopUpPoolId == poolId && row.Kind == PurchaseKind.Automatic
                && (row.Status == PurchaseStatus.Open || row.Status == PurchaseStatus.Pending))
            || !await ReturnedMoneyStops.IsSpentBelowAsync(db, poolId, topUp.Threshold))
            return null;

        var purchase = await IsPreventedAsync(db, topUp, now) ? null : Purchase.Of(topUp, now, Open);
        if (purchase is not null)
        {
            topUp.Claim(now);
            db.Purchases.Add(purchase);
        }

        await db.SaveChangesAsync();
        return purchase;
    }

    // Each reason is stored with the time of the next attempt, or stops the top-up.
    private async Task<bool> IsPreventedAsync(CreditsDb db, AutoTopUp topUp, DateTime now)
    {
        var license = await db.Licenses.AsNoTracking().SingleAsync(row => row.Id == topUp.LicenseId);
        var entitlement = license.StandingAt(catalog, now);
        if (entitlement.IsFree || entitlement.IsSuspended || !settings.Offered || license.StripeCustomerId is null
            || (topUp.Kind == PoolKind.Domain
                && await db.Sites.AnyAsync(site => site.Id == topUp.SiteId && site.RemovedAt != null)))
            topUp.Postpone(now + Postponement);
        else if (await ReturnedMoneyStops.IsDisputedAsync(db, topUp))
            topUp.Stop(AutoTopUpProblem.Disputed, now);
        else if (!topUp.Terms.IsSold(catalog, topUp.Kind))
            topUp.Stop(AutoTopUpProblem.PackChanged, now);
        else if (await AutoTopUpSetup.SpentAsync(db, topUp, AutoTopUp.MonthOf(now)) + topUp.PriceMinor
            > topUp.MonthlyLimitMinor)
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
        var details = await reader.RunAsync(db => (
            from license in db.Licenses
            join owner in db.Users on license.OwnerId equals owner.Id
            join site in db.Sites on purchase.SiteId equals site.Id
            where license.Id == purchase.LicenseId
            select new ChargeDetails(license.StripeCustomerId!, site.Domain, owner.Email!)).SingleAsync(cancellation));
        await processor.ApplyChargeAsync(purchase, await cards.ChargeAsync(purchase, details, cancellation));
    }
}
