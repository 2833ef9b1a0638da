using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using SeoRankGenius.Credits.Billing.Events;
using SeoRankGenius.Credits.Billing.Stripe;
using SeoRankGenius.Credits.Data;

namespace SeoRankGenius.Credits.Billing.Purchases;

/// <summary>The way from a committed purchase to the address of its checkout.</summary>
public sealed class OpenCheckout(
    Writer writer, CheckoutSessions sessions, EventProcessor settling, TimeProvider time, ILogger<OpenCheckout> log)
{
    // How long a click may need to get its address from Stripe.
    private static readonly TimeSpan Opening = TimeSpan.FromMinutes(5);

    /// <summary>How long a checkout stays open.</summary>
    internal static readonly TimeSpan Open = TimeSpan.FromHours(1);

    /// <summary>
    /// Commits a purchase, or finds the open one, and leads to its checkout at Stripe. One that is over makes room:
    /// it is settled, and <paramref name="commit"/> runs once more, with its id. Refuses what Stripe refuses
    /// (<see cref="RefusalCode.CheckoutRefused"/>); throws <see cref="DependencyUnavailable"/> when Stripe can't be
    /// reached. In both cases the purchase is marked and nothing is charged.
    /// </summary>
    internal async Task<Uri> LeadAsync(
        Func<Guid?, Task<Purchase>> commit, Buyer buyer, string? customerId, ReturnUrls urls,
        CancellationToken cancellation)
    {
        var purchase = await commit(null);
        if (purchase.StripeSessionId is { } sessionId)
        {
            var session = await sessions.ReadAsync(sessionId, cancellation);
            if (session is { Status: "open", Url: { } url })
                return new Uri(url);

            // It was completed or ran out, and no event has told us yet.
            await settling.SettleAsync(purchase, cancellation);
            purchase = await commit(purchase.Id);
        }

        return await OpenAsync(purchase, buyer, customerId, urls, cancellation);
    }

    /// <summary>Can an open purchase still lead to a checkout that sells this?</summary>
    internal bool IsUsable(Purchase open, long credits, long priceCents) =>
        open.PriceCents == priceCents && open.Credits == credits
        && (open.StripeSessionId is not null || open.CreatedAt + Opening > time.GetUtcNow().UtcDateTime);

    private async Task<Uri> OpenAsync(
        Purchase purchase, Buyer buyer, string? customerId, ReturnUrls urls, CancellationToken cancellation)
    {
        try
        {
            var session = await sessions.CreateAsync(purchase, buyer, customerId, urls, cancellation);
            await KeepAsync(purchase.Id, found => found.StripeSessionId ??= session.Id);
            log.LogInformation("Purchase {PurchaseId} has session {SessionId}", purchase.Id, session.Id);
            return new Uri(session.Url);
        }
        catch (Exception no) when (no is Refusal or DependencyUnavailable)
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
