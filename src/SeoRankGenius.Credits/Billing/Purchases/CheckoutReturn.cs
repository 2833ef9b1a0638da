using SeoRankGenius.Credits.Billing.AutoTopUps;
using SeoRankGenius.Credits.Billing.Events;

namespace SeoRankGenius.Credits.Billing.Purchases;

/// <summary>A purchase when its buyer returns from the checkout or checks it again.</summary>
/// <param name="Purchase">As it is now.</param>
/// <param name="Domain">The domain of its site, which may have been renamed or removed since.</param>
/// <param name="IsChecked">False when Stripe could not be asked just now.</param>
public sealed record ReturnedPurchase(Purchase Purchase, string Domain, bool IsChecked);

/// <summary>
/// Reads a purchase back from Stripe when its buyer returns from the checkout, so that the credits do not wait for the
/// event. Does not fail when Stripe does: the purchase is then as it was last known. May be repeated.
/// </summary>
public sealed class CheckoutReturn(
    PurchaseQueries purchases, EventProcessor processor, CardActivation activation, ILogger<CheckoutReturn> log)
{
    /// <summary>The viewer's purchase with this session; null when it is not theirs.</summary>
    public Task<ReturnedPurchase?> ReturnAsync(Viewer viewer, string sessionId, CancellationToken cancellation) =>
        ReadBackAsync(() => purchases.FindAsync(viewer, sessionId, cancellation), cancellation);

    /// <summary>The viewer's purchase with this id; null when it is not theirs.</summary>
    public Task<ReturnedPurchase?> CheckAsync(Viewer viewer, Guid purchaseId, CancellationToken cancellation) =>
        ReadBackAsync(() => purchases.FindAsync(viewer, purchaseId, cancellation), cancellation);

    private async Task<ReturnedPurchase?> ReadBackAsync(
        Func<Task<OwnedPurchase?>> find, CancellationToken cancellation)
    {
        if (await find() is not { Purchase: var purchase, Domain: var domain })
            return null;
        try
        {
            await processor.ReadBackAsync(purchase, cancellation);
            if (purchase.Kind == PurchaseKind.SetUp && await find() is { Purchase: var paid })
                await activation.ActivateAsync(paid, cancellation);
        }
        catch (Exception fault) when (fault is DependencyUnavailable or Refusal)
        {
            log.LogWarning(fault, "Purchase {PurchaseId} could not be read from Stripe", purchase.Id);
            return new ReturnedPurchase(purchase, domain, IsChecked: false);
        }

        return await find() is { } now ? new ReturnedPurchase(now.Purchase, now.Domain, IsChecked: true) : null;
    }
}
