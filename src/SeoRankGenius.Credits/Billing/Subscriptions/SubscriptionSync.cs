using SeoRankGenius.Credits.Billing.Events;
using SeoRankGenius.Credits.Billing.Stripe;
using SeoRankGenius.Credits.Webhooks;

namespace SeoRankGenius.Credits.Billing.Subscriptions;

/// <summary>Applies a subscription as it is at Stripe to its order, its license and the ledger.</summary>
public sealed class SubscriptionSync(
    IncludedCredits credits, PlanInvoices invoices, MoneyMails mails, PriceList catalog, StripeOptions settings,
    TimeProvider time)
{
    /// <summary>
    /// Runs inside the caller's transaction. May be repeated; of concurrent snapshots the newest is kept. A snapshot
    /// that does not fit is flagged and changes nothing.
    /// </summary>
    /// <param name="db">The transaction's context.</param>
    /// <param name="snapshot">What Stripe answered.</param>
    /// <param name="isLiveEvent">The mode of the event that caused the question; null without an event.</param>
    /// <returns>
    /// Null when a newer snapshot may have been applied since Stripe was asked: nothing was changed, and Stripe must be
    /// asked again.
    /// </returns>
    internal async Task<EventResult?> ApplyAsync(CreditsDb db, SubscriptionSnapshot snapshot, bool? isLiveEvent)
    {
        if (await FindLicenseAsync(db, snapshot) is not { } license)
            return new EventResult(EventOutcome.Ignored);

        // Serialises the subscriptions of one license across instances.
        CreditLedger.Lock(db, license.Id);
        var row = await db.Subscriptions.SingleOrDefaultAsync(known => known.Id == snapshot.Id);
        if (snapshot.Subscription is not null && (row?.Version ?? 0) != snapshot.Version)
            return null;
        var order = await db.SubscriptionOrders.SingleOrDefaultAsync(known => known.Id == snapshot.OrderId);
        var ours = new SubscriptionRows(license, order, row);
        var mismatch = settings.ModeMismatch(isLiveEvent, snapshot.Session?.Livemode, snapshot.Subscription?.Livemode)
            ?? await SubscriptionChecks.FindMismatchAsync(db, ours, snapshot);
        if (mismatch is { } reason)
            return EventResult.Flag(null, reason) with { LicenseId = license.Id };

        var hasChanged = Advance(order, snapshot);
        var (granted, taken) = (false, false);
        if (snapshot.Subscription is not null)
        {
            (row, var hasUpdated) = await UpdateAsync(db, license, row, snapshot);
            granted = await credits.GrantAsync(db, row, snapshot);
            await PlanPrice.RememberAsync(db, snapshot.PriceId, snapshot.Plan?.Code);
            await PlanPrice.RememberAsync(db, snapshot.Invoice?.PriceId, snapshot.Invoice?.Plan?.Code);
            await db.SaveChangesAsync();
            taken = snapshot.Invoice is { } invoice && await invoices.FollowChangesAsync(db, row.Id, invoice);
            await mails.AboutAsync(db, license, row);
            hasChanged |= hasUpdated;
        }

        await db.SaveChangesAsync();
        return new EventResult(
            granted ? EventOutcome.Credited : taken ? EventOutcome.TakenBack : EventResult.Noted(hasChanged))
        {
            LicenseId = license.Id,
        };
    }

    // By our own row; else by the order, the metadata, or the customer who pays.
    private static async Task<License?> FindLicenseAsync(CreditsDb db, SubscriptionSnapshot snapshot)
    {
        var id = await db.Subscriptions.Where(known => known.Id == snapshot.Id)
                .Select(known => (Guid?)known.LicenseId).SingleOrDefaultAsync()
            ?? await db.SubscriptionOrders.Where(known => known.Id == snapshot.OrderId)
                .Select(known => (Guid?)known.LicenseId).SingleOrDefaultAsync()
            ?? snapshot.LicenseId;
        var customer = snapshot.Subscription?.CustomerId;
        return await db.Licenses.SingleOrDefaultAsync(known => known.Id == id)
            ?? (customer is null
                ? null
                : await db.Licenses.SingleOrDefaultAsync(known => known.StripeCustomerId == customer));
    }

    private static bool Advance(SubscriptionOrder? order, SubscriptionSnapshot snapshot)
    {
        if (order is null)
            return false;
        order.StripeSessionId ??= snapshot.Session?.Id;
        return snapshot.Subscription is not null
            ? order.Advance(SubscriptionOrderStatus.Completed)
            : snapshot.Session?.Status == "expired"
                && order.Advance(SubscriptionOrderStatus.Failed, "The checkout expired.");
    }

    private async Task<(Subscription Row, bool HasChanged)> UpdateAsync(
        CreditsDb db, License license, Subscription? row, SubscriptionSnapshot snapshot)
    {
        var plan = snapshot.Plan?.Code ?? row!.Plan;
        if (row is null)
            db.Subscriptions.Add(row = Subscription.Of(license.Id, plan, snapshot.Subscription!));
        else if (!row.Update(plan, snapshot.Subscription!))
            return (row, false);

        await db.SaveChangesAsync();
        license.StripeCustomerId ??= snapshot.Subscription!.CustomerId;
        // The one that is not over counts; else the newest.
        var all = await db.Subscriptions.Where(known => known.LicenseId == license.Id).ToListAsync();
        if (all.Where(known => known.TookEffect)
            .OrderBy(known => known.IsOver).ThenByDescending(known => known.CreatedAt).FirstOrDefault() is { } now)
        {
            var before = (license.Plan, license.Status);
            license.Put(now.Plan, now.LicenseStatusIn(catalog), now.TrialEndsAt ?? license.TrialEndsAt);
            WebhookEvents.QueuePlan(db, license, before, time.GetUtcNow().UtcDateTime);
        }

        return (row, true);
    }
}
