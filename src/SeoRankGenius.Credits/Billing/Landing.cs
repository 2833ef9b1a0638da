using Microsoft.Extensions.Logging;
using SeoRankGenius.Credits.Licensing;

namespace SeoRankGenius.Credits.Billing;

/// <summary>A purchase as its buyer finds it on coming back from the checkout.</summary>
/// <param name="Purchase">As it is now.</param>
/// <param name="IsChecked">False when Stripe could not be asked just now; its events will tell.</param>
public sealed record Landed(Purchase Purchase, bool IsChecked);

/// <summary>The way back from Stripe's checkout.</summary>
public sealed class Landing(OwnedPurchases purchases, Settling settling, ILogger<Landing> log)
{
    /// <summary>
    /// Finds the viewer's purchase by its session and settles it, so that the credits are there before Stripe's event
    /// is. Null when it is not theirs. May be repeated. Does not fail when Stripe does: the purchase then is as it
    /// was last known.
    /// </summary>
    public async Task<Landed?> LandAsync(
        Viewer viewer, string domain, string sessionId, CancellationToken cancellation)
    {
        if (await purchases.FindAsync(viewer, domain, sessionId, cancellation) is not { } purchase)
            return null;
        try
        {
            await settling.SettleAsync(purchase, cancellation);
        }
        catch (Exception fault) when (fault is OutsideFault or Refusal)
        {
            log.LogWarning(fault, "Purchase {PurchaseId} could not be settled on landing", purchase.Id);
            return new Landed(purchase, IsChecked: false);
        }

        return await purchases.FindAsync(viewer, domain, sessionId, cancellation) is { } settled
            ? new Landed(settled, IsChecked: true)
            : null;
    }
}
