using SeoRankGenius.Credits.Billing.Events;

namespace SeoRankGenius.Credits.Billing.Reconciliation;

/// <summary>Reconciles purchases that are still open because no webhook arrived.</summary>
public sealed class OpenPurchases(
    EventProcessor processor, Writer writer, Reader reader, TimeProvider time, ILogger<OpenPurchases> log)
{
    /// <summary>
    /// Reads back every open purchase older than <paramref name="patience"/>: until then the webhook may arrive. May be
    /// repeated, and run on several instances at once.
    /// </summary>
    public async Task<ItemCount> ReconcileAsync(TimeSpan patience, CancellationToken cancellation)
    {
        var before = time.GetUtcNow().UtcDateTime - patience;
        var open = await reader.RunAsync(db => db.Purchases
            .Where(row => row.Status == PurchaseStatus.Open || row.Status == PurchaseStatus.Pending)
            .Where(row => row.CreatedAt <= before)
            .OrderBy(row => row.CreatedAt).ToListAsync(cancellation));
        return await log.ForEachAsync(
            open,
            purchase => purchase.Id,
            purchase => purchase.IsAtStripe ? processor.ReadBackAsync(purchase, cancellation)
                : purchase.ExpiresAt <= before ? FindOrCloseAsync(purchase, cancellation)
                : Task.CompletedTask,
            cancellation);
    }

    // Stripe's answer never arrived, so the checkout or the charge is looked for by the purchase's id. Without one the
    // purchase is over; if it is paid all the same, its event still credits it.
    private async Task FindOrCloseAsync(Purchase purchase, CancellationToken cancellation)
    {
        await processor.FindLostAsync(purchase, cancellation);
        await CloseAsync(purchase.Id, cancellation);
    }

    private Task CloseAsync(Guid purchaseId, CancellationToken cancellation) => writer.RunAsync(
        async db =>
        {
            var purchase = await db.Purchases.SingleAsync(row => row.Id == purchaseId);
            if (!purchase.IsAtStripe)
                purchase.Advance(PurchaseStatus.Failed, purchase.Kind == PurchaseKind.Automatic
                    ? "Stripe never reported the result of the charge."
                    : "The checkout was never opened.");
            await db.SaveChangesAsync();
        },
        cancellation);
}
