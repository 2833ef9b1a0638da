using SeoRankGenius.Credits.Billing.Stripe;
using SeoRankGenius.Credits.Licensing.TestSites;

namespace SeoRankGenius.Credits.Billing.Purchases;

/// <summary>Buy Now: from a pack to the address of its checkout.</summary>
public sealed class BuyCredits(
    Writer writer,
    Reader reader,
    OpenCheckout checkout,
    PriceList catalog,
    TimeProvider time,
    ILogger<BuyCredits> log)
{
    /// <summary>
    /// Commits a purchase, then creates its checkout at Stripe. May be repeated: a buyer has one open purchase of a
    /// pack for a site, and is led to its checkout. Refuses, in this order: an unknown pack
    /// (<see cref="RefusalCode.NotFound"/>), a suspended license, the Free plan, a Domain pack for a test site
    /// (<see cref="RefusalCode.TestSite"/>), and what Stripe rejects
    /// (<see cref="RefusalCode.CheckoutRefused"/>); throws <see cref="DependencyUnavailable"/> when Stripe cannot
    /// be reached. In the last two cases the purchase is marked as failed and nothing is charged.
    /// </summary>
    /// <returns>The address of Stripe's checkout page.</returns>
    public async Task<Uri> BuyAsync(Buyer buyer, string pack, ReturnUrls urls, CancellationToken cancellation)
    {
        var chosen = catalog.Packs.FirstOrDefault(known => known.Code == pack)
            ?? throw new Refusal(RefusalCode.NotFound, "This pack is no longer offered. Please choose another.");

        var customer = await reader.RunAsync(db => db.Licenses
            .Where(license => license.Id == buyer.LicenseId)
            .Select(license => license.StripeCustomerId).SingleAsync(cancellation));
        return await checkout.OpenAsync(
            closedId => CommitAsync(buyer, chosen, closedId, cancellation), buyer, customer, urls, cancellation);
    }

    private async Task<Purchase> CommitAsync(
        Buyer buyer, Pack pack, Guid? closedId, CancellationToken cancellation)
    {
        var now = time.GetUtcNow().UtcDateTime;
        var made = Purchase.Of(pack, catalog.Currency, buyer, now, OpenCheckout.Lifetime);
        var purchase = await writer.RunAsync(
            async db =>
            {
                await RequirePaidPlanAsync(db, buyer.LicenseId);
                await TestCredits.RequireNoneAsync(db, pack.Pool.Id(buyer.LicenseId, buyer.SiteId));
                var open = await db.Purchases.SingleOrDefaultAsync(purchase =>
                    purchase.SiteId == buyer.SiteId && purchase.BuyerId == buyer.UserId
                    && purchase.Pack == pack.Code && purchase.Status == PurchaseStatus.Open
                    && purchase.Kind == PurchaseKind.Checkout);
                return await checkout.ReplaceAsync(db, open, made, closedId);
            },
            cancellation);
        if (purchase.Id == made.Id)
            log.LogInformation(
                "Purchase {PurchaseId} of {Pack} for site {SiteId} by {BuyerId}",
                purchase.Id, purchase.Pack, purchase.SiteId, purchase.BuyerId);
        return purchase;
    }

    private async Task RequirePaidPlanAsync(CreditsDb db, Guid licenseId)
    {
        var license = await db.Licenses.AsNoTracking().SingleAsync(license => license.Id == licenseId);
        license.StandingAt(catalog, time.GetUtcNow().UtcDateTime).RequirePaidPlan();
    }
}
