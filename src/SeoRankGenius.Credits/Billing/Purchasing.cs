using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using SeoRankGenius.Credits.Catalog;
using SeoRankGenius.Credits.Data;
using SeoRankGenius.Credits.Licensing;

namespace SeoRankGenius.Credits.Billing;

/// <summary>Buy Now: from a pack to the address of its checkout.</summary>
public sealed class Purchasing(
    Writer writer,
    CheckoutSessions sessions,
    Settling settling,
    PriceList catalog,
    TimeProvider time,
    ILogger<Purchasing> log)
{
    // How long a checkout stays open, and how long a click may need to get its address from Stripe.
    private static readonly TimeSpan Open = TimeSpan.FromHours(1), Opening = TimeSpan.FromMinutes(5);

    /// <summary>
    /// Commits a purchase, then opens its checkout at Stripe. Pressed twice, it leads to the same open checkout: a
    /// buyer has one open purchase of a pack for a site. Refuses, in this order: an unknown pack
    /// (<see cref="RefusalCode.NotFound"/>), a suspended license, the Free plan, and what Stripe refuses
    /// (<see cref="RefusalCode.CheckoutRefused"/>); throws <see cref="OutsideFault"/> when Stripe can't be reached. In
    /// both last cases the purchase is marked and nothing is charged.
    /// </summary>
    /// <returns>The address of Stripe's checkout page.</returns>
    public async Task<Uri> BuyAsync(Buyer buyer, string pack, ReturnUrls urls, CancellationToken cancellation)
    {
        var chosen = catalog.Packs.FirstOrDefault(known => known.Code == pack)
            ?? throw new Refusal(RefusalCode.NotFound, "This pack is no longer offered. Please choose another.");

        var purchase = await CommitAsync(buyer, chosen, cancellation);
        if (purchase.StripeSessionId is { } sessionId)
        {
            var session = await sessions.ReadAsync(sessionId, cancellation);
            if (session is { Status: "open", Url: { } url })
                return new Uri(url);

            // It was completed or ran out, and no event has told us yet.
            await settling.SettleAsync(purchase, cancellation);
            purchase = await CommitAsync(buyer, chosen, cancellation, closedId: purchase.Id);
        }

        return await OpenAsync(purchase, buyer, urls, cancellation);
    }

    private async Task<Purchase> CommitAsync(
        Buyer buyer, Pack pack, CancellationToken cancellation, Guid? closedId = null)
    {
        var (purchase, isNew) = await writer.RunAsync(
            async db =>
            {
                await RequirePaidPlanAsync(db, buyer.LicenseId);
                var open = await db.Purchases.SingleOrDefaultAsync(purchase =>
                    purchase.SiteId == buyer.SiteId && purchase.BuyerId == buyer.UserId
                    && purchase.Pack == pack.Code && purchase.Status == PurchaseStatus.Open);
                if (open is not null && open.Id != closedId && IsUsable(open, pack))
                    return (open, false);

                // Abandoned before Stripe answered, or offered at another price since: make room for a new one.
                open?.Advance(PurchaseStatus.Failed, "Replaced by a newer checkout.");
                await db.SaveChangesAsync();
                var made = Purchase.Of(pack, catalog.Currency, buyer, time.GetUtcNow().UtcDateTime, Open);
                db.Purchases.Add(made);
                await db.SaveChangesAsync();
                return (made, true);
            },
            cancellation);
        if (isNew)
            log.LogInformation(
                "Purchase {PurchaseId} of {Pack} for site {SiteId} by {BuyerId}",
                purchase.Id, purchase.Pack, purchase.SiteId, purchase.BuyerId);
        return purchase;
    }

    private bool IsUsable(Purchase open, Pack pack) =>
        open.PriceCents == pack.PriceCents && open.Credits == pack.Credits && open.Pool == pack.Pool
        && (open.StripeSessionId is not null || open.CreatedAt + Opening > time.GetUtcNow().UtcDateTime);

    private async Task RequirePaidPlanAsync(CreditsDb db, Guid licenseId)
    {
        var license = await db.Licenses.AsNoTracking().SingleAsync(license => license.Id == licenseId);
        Standing.Of(catalog, license.Plan, license.Status, license.TrialEndsAt, time.GetUtcNow().UtcDateTime)
            .RequirePaidPlan();
    }

    private async Task<Uri> OpenAsync(
        Purchase purchase, Buyer buyer, ReturnUrls urls, CancellationToken cancellation)
    {
        try
        {
            var session = await sessions.CreateAsync(purchase, buyer, urls, cancellation);
            await KeepAsync(purchase.Id, found => found.StripeSessionId ??= session.Id);
            log.LogInformation("Purchase {PurchaseId} has session {SessionId}", purchase.Id, session.Id);
            return new Uri(session.Url);
        }
        catch (Exception no) when (no is Refusal or OutsideFault)
        {
            log.LogWarning(no, "Purchase {PurchaseId} got no checkout", purchase.Id);
            await KeepAsync(purchase.Id, found => Fail(found, no.Message));
            throw;
        }
    }

    // A second click at the same moment may have got the checkout that this one did not.
    private static void Fail(Purchase purchase, string reason)
    {
        if (purchase.StripeSessionId is null)
            purchase.Advance(PurchaseStatus.Failed, reason);
    }

    // Not given up when the buyer closes the tab: Stripe has the session by now.
    private Task KeepAsync(Guid purchaseId, Action<Purchase> change) =>
        writer.RunAsync(async db =>
        {
            change(await db.Purchases.SingleAsync(purchase => purchase.Id == purchaseId));
            await db.SaveChangesAsync();
        });
}
