using SeoRankGenius.Credits.Billing.Stripe;

namespace SeoRankGenius.Credits.Billing.AutoTopUps;

/// <summary>Activates automatic top-ups once the purchase that saves their card is paid.</summary>
public sealed class CardActivation(
    OffSessionPayments cards, ReturnedMoneyStops stops, Writer writer, Reader reader, ILogger<CardActivation> log)
{
    /// <summary>
    /// Activates every automatic top-up that waits for its card. May be repeated, and run on several instances at once.
    /// </summary>
    public async Task<ItemCount> PassAsync(CancellationToken cancellation)
    {
        var ended = await reader.RunAsync(db => (
            from topUp in db.AutoTopUps
            join purchase in db.Purchases on topUp.SetUpPurchaseId equals purchase.Id
            where topUp.State == AutoTopUpState.Waiting
                && (purchase.Status == PurchaseStatus.Paid || purchase.Status == PurchaseStatus.Failed)
            select purchase).ToListAsync(cancellation));
        var count = await log.ForEachAsync(
            ended, purchase => purchase.Id, purchase => ActivateAsync(purchase, cancellation), cancellation);
        log.LogUnavailable("Saving cards", count);
        return count;
    }

    /// <summary>
    /// The same for one purchase: when it is paid, its card is read from Stripe and stored; when it failed, the top-up
    /// is switched off. Does nothing for a purchase that saves no card. Throws <see cref="DependencyUnavailable"/>
    /// when Stripe cannot be asked.
    /// </summary>
    internal async Task ActivateAsync(Purchase purchase, CancellationToken cancellation)
    {
        if (purchase is not { Kind: PurchaseKind.SetUp, Status: PurchaseStatus.Paid or PurchaseStatus.Failed })
            return;
        var card = purchase is { Status: PurchaseStatus.Paid, StripePaymentIntentId: { } id }
            ? (await cards.FindAsync(id, cancellation))?.PaymentMethod
            : null;
        await writer.RunAsync(
            async db =>
            {
                var topUp = await db.AutoTopUps.SingleAsync(row => row.PoolId == purchase.TopUpPoolId);
                if (topUp.State != AutoTopUpState.Waiting || topUp.SetUpPurchaseId != purchase.Id)
                    return;
                if (card is null)
                    topUp.SwitchOff();
                else
                {
                    topUp.Activate(new SavedCard(card.Id, card.Card?.Brand, card.Card?.Last4), purchase);
                    await stops.RecallAsync(db, topUp, purchase);
                }

                await db.SaveChangesAsync();
            },
            cancellation);
        log.LogInformation(
            "Automatic top-up of pool {PoolId}: card {Saved}",
            purchase.TopUpPoolId, card is null ? "not saved" : "saved");
    }
}
