using Microsoft.Extensions.Logging;
using SeoRankGenius.Credits.Billing.AutoTopUps;
using SeoRankGenius.Credits.Billing.Events;
using SeoRankGenius.Credits.Licensing;

namespace SeoRankGenius.Credits.Billing.Purchases;

/// <summary>A purchase as its buyer finds it on coming back from the checkout, or on asking again.</summary>
/// <param name="Purchase">As it is now.</param>
/// <param name="IsChecked">False when Stripe could not be asked just now; its events will tell.</param>
public sealed record ReturnedPurchase(Purchase Purchase, bool IsChecked);

/// <summary>The way back from Stripe's checkout, and the question "I paid, where are my credits?".</summary>
public sealed class CheckoutReturn(
    PurchaseQueries purchases, EventProcessor settling, CardActivation arming, ILogger<CheckoutReturn> log)
{
    /// <summary>
    /// Finds the viewer's purchase by its session and settles it, so that the credits are there before Stripe's event
    /// is. Null when it is not theirs. May be repeated. Does not fail when Stripe does: the purchase then is as it
    /// was last known.
    /// </summary>
    public Task<ReturnedPurchase?> LandAsync(
        Viewer viewer, string domain, string sessionId, CancellationToken cancellation) =>
        SettleAsync(() => purchases.FindAsync(viewer, domain, sessionId, cancellation), cancellation);

    /// <summary>Settles the viewer's purchase with this id; else as <see cref="LandAsync"/>.</summary>
    public Task<ReturnedPurchase?> CheckAsync(Viewer viewer, Guid purchaseId, CancellationToken cancellation) =>
        SettleAsync(
            async () => (await purchases.FindAsync(viewer, purchaseId, cancellation))?.Purchase, cancellation);

    private async Task<ReturnedPurchase?> SettleAsync(Func<Task<Purchase?>> find, CancellationToken cancellation)
    {
        if (await find() is not { } purchase)
            return null;
        try
        {
            await settling.SettleAsync(purchase, cancellation);
            if (purchase.Kind == PurchaseKind.SetUp && await find() is { } paid)
                await arming.ArmAsync(paid, cancellation);
        }
        catch (Exception fault) when (fault is DependencyUnavailable or Refusal)
        {
            log.LogWarning(fault, "Purchase {PurchaseId} could not be settled on asking", purchase.Id);
            return new ReturnedPurchase(purchase, IsChecked: false);
        }

        return await find() is { } settled ? new ReturnedPurchase(settled, IsChecked: true) : null;
    }
}
