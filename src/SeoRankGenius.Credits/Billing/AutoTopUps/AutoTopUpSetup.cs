using SeoRankGenius.Credits.Billing.Stripe;
using SeoRankGenius.Credits.Licensing.TestSites;

namespace SeoRankGenius.Credits.Billing.AutoTopUps;

/// <summary>An automatic top-up for its owner's page.</summary>
/// <param name="TopUp">Null when it was never set up.</param>
/// <param name="SpentMinor">Whole minor units charged automatically in this calendar month, UTC.</param>
/// <param name="HasCard">Is there a saved card that may be charged?</param>
public sealed record AutoTopUpDetails(AutoTopUp? TopUp, long SpentMinor, bool HasCard);

/// <summary>Sets automatic top-ups up and switches them off.</summary>
public sealed class AutoTopUpSetup(
    Writer writer,
    Reader reader,
    OpenCheckout checkout,
    StripeCustomers customers,
    PriceList catalog,
    AutoTopUpOptions settings,
    TimeProvider time,
    ILogger<AutoTopUpSetup> log)
{
    /// <summary>A pool's automatic top-up. The caller has checked that the pool is the viewer's.</summary>
    public Task<AutoTopUpDetails> ReadAsync(Guid poolId, CancellationToken cancellation)
    {
        var month = AutoTopUp.MonthOf(time.GetUtcNow().UtcDateTime);
        return reader.RunAsync(async db =>
        {
            var topUp = await db.AutoTopUps.SingleOrDefaultAsync(row => row.PoolId == poolId, cancellation);
            var spent = topUp is null ? 0 : await SpentAsync(db, topUp, month);
            return new AutoTopUpDetails(topUp, spent, await HasCardAsync(db, topUp));
        });
    }

    /// <summary>A site's automatic top-ups that have a problem; without a license, only its own pool's.</summary>
    public Task<List<AutoTopUp>> WithProblemsAsync(Guid siteId, Guid? licenseId, CancellationToken cancellation) =>
        reader.RunAsync(db => db.AutoTopUps
            .Where(row => (row.PoolId == siteId || row.PoolId == licenseId) && row.Problem != null)
            .OrderBy(row => row.PoolId == siteId).ToListAsync(cancellation));

    /// <summary>
    /// Stores the owner's consent to these terms. With a saved card the top-up is active at once; without one, or with
    /// <paramref name="otherCard"/>, the pack is bought now: paying it saves the card and activates the top-up. May be
    /// repeated: it leads to the same checkout, and another pack closes it. Refuses, in this order: a viewer who is
    /// signed in for one site only (<see cref="RefusalCode.OwnerRequired"/>), a suspended license, the Free plan, a
    /// pack that is no longer sold on these terms (<see cref="RefusalCode.InvalidRequest"/>), and what
    /// <see cref="BuyCredits"/> refuses.
    /// </summary>
    /// <returns>The address of Stripe's checkout page; null when none is needed.</returns>
    public async Task<Uri?> AgreeAsync(
        Viewer viewer, Buyer buyer, PoolKind pool, AutoTopUpTerms terms, bool otherCard, ReturnUrls urls,
        CancellationToken cancellation)
    {
        RequireOwner(viewer);
        if (!settings.Offered || !terms.IsSold(catalog, pool))
            throw new Refusal(RefusalCode.InvalidRequest, "This pack is no longer offered. Please choose another.");

        var agreed = new Agreement(
            pool.Id(buyer.LicenseId, buyer.SiteId), buyer, terms, terms.Words(pool, buyer.Domain));
        log.LogInformation(
            "User {UserId} agreed to top up pool {PoolId} with {Pack} below {Threshold}, at most {Limit} a month",
            buyer.UserId, agreed.PoolId, terms.Pack, terms.Threshold,
            new Money(terms.MonthlyLimitMinor, terms.Currency));
        if (!otherCard && await writer.RunAsync(db => AgreeWithSavedCardAsync(db, agreed), cancellation))
            return null;

        var customer = await customers.OfAsync(buyer.LicenseId, buyer.Email, cancellation);
        return await checkout.OpenAsync(
            closedId => CommitAsync(agreed, closedId, cancellation),
            buyer, customer, urls, cancellation);
    }

    /// <summary>
    /// Switches a pool's automatic top-up off at once. The caller has checked that the pool is the viewer's. May be
    /// repeated.
    /// </summary>
    public async Task SwitchOffAsync(Guid poolId, CancellationToken cancellation)
    {
        await writer.RunAsync(
            async db =>
            {
                var topUp = await db.AutoTopUps.SingleOrDefaultAsync(row => row.PoolId == poolId);
                topUp?.SwitchOff();
                await db.SaveChangesAsync();
            },
            cancellation);
        log.LogInformation("Automatic top-up of pool {PoolId} switched off", poolId);
    }

    /// <summary>
    /// Whole minor units of the top-up's currency charged automatically in a month, pending charges included.
    /// </summary>
    internal static Task<long> SpentAsync(CreditsDb db, AutoTopUp topUp, DateTime month) => db.Purchases
        .Where(row => row.TopUpPoolId == topUp.PoolId && row.Kind == PurchaseKind.Automatic && row.CreatedAt >= month
            && row.Status != PurchaseStatus.Failed && row.Currency == topUp.Currency)
        .SumAsync(row => row.PriceMinor);

    /// <summary>Refuses a viewer who is signed in for one site only: only the owner may agree to charges.</summary>
    private static void RequireOwner(Viewer viewer)
    {
        if (viewer.OnlySiteId is not null)
            throw new Refusal(
                RefusalCode.OwnerRequired,
                "You came from your website and are signed in for it only. Automatic charges are set up by the "
                + "license's owner: sign in with your e-mail address and password.");
    }

    private static async Task<bool> HasCardAsync(CreditsDb db, AutoTopUp? topUp) =>
        topUp is { PaymentMethodId: not null, Problem: not
            (AutoTopUpProblem.Declined or AutoTopUpProblem.Authentication or AutoTopUpProblem.CardGone) }
        && !await ReturnedMoneyStops.IsDisputedAsync(db, topUp);

    // True when a saved card is available: no checkout is needed.
    private async Task<bool> AgreeWithSavedCardAsync(CreditsDb db, Agreement agreed)
    {
        var now = time.GetUtcNow().UtcDateTime;
        await RequirePaidPlanAsync(db, agreed.Buyer.LicenseId, now);
        await TestCredits.RequireNoneAsync(db, agreed.PoolId);
        var topUp = await db.AutoTopUps.SingleOrDefaultAsync(row => row.PoolId == agreed.PoolId);
        if (!await HasCardAsync(db, topUp))
            return false;
        topUp!.Agree(agreed.Buyer, agreed.Terms, agreed.Words, setUpPurchaseId: null, now);
        await db.SaveChangesAsync();
        return true;
    }

    private async Task<Purchase> CommitAsync(Agreement agreed, Guid? closedId, CancellationToken cancellation)
    {
        var (purchase, open) = await writer.RunAsync(db => CommitAsync(db, agreed, closedId), cancellation);
        if (open is not null && open.Id != purchase.Id && open.Id != closedId)
            await checkout.CloseAsync(open, cancellation);
        return purchase;
    }

    // The purchase to pay, and the one that was open before; the same one where it can still be paid.
    private async Task<(Purchase Purchase, Purchase? Open)> CommitAsync(
        CreditsDb db, Agreement agreed, Guid? closedId)
    {
        var now = time.GetUtcNow().UtcDateTime;
        await RequirePaidPlanAsync(db, agreed.Buyer.LicenseId, now);
        await TestCredits.RequireNoneAsync(db, agreed.PoolId);
        var open = await db.Purchases.SingleOrDefaultAsync(row =>
            row.TopUpPoolId == agreed.PoolId && row.Kind == PurchaseKind.SetUp && row.Status == PurchaseStatus.Open);
        var pack = catalog.Packs.First(known => known.Code == agreed.Terms.Pack);
        var purchase = await checkout.ReplaceAsync(
            db,
            open,
            Purchase.Of(pack, catalog.Currency, agreed.Buyer, now, OpenCheckout.Lifetime, savesCard: true),
            closedId);

        var topUp = await db.AutoTopUps.SingleOrDefaultAsync(row => row.PoolId == agreed.PoolId);
        if (topUp is null)
            db.AutoTopUps.Add(topUp = AutoTopUp.For(agreed.PoolId, agreed.Buyer));
        topUp.Agree(agreed.Buyer, agreed.Terms, agreed.Words, purchase.Id, now);
        await db.SaveChangesAsync();
        return (purchase, open);
    }

    private async Task RequirePaidPlanAsync(CreditsDb db, Guid licenseId, DateTime now)
    {
        var license = await db.Licenses.AsNoTracking().SingleAsync(row => row.Id == licenseId);
        license.StandingAt(catalog, now).RequirePaidPlan();
    }

    private sealed record Agreement(Guid PoolId, Buyer Buyer, AutoTopUpTerms Terms, string Words);
}
