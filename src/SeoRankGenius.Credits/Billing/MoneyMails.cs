using SeoRankGenius.Credits.Billing.AutoTopUps;
using SeoRankGenius.Credits.Billing.Stripe;
using SeoRankGenius.Credits.Billing.Subscriptions;

namespace SeoRankGenius.Credits.Billing;

/// <summary>
/// Queues the e-mails about money to a license's owner, inside the caller's transaction: one sentence and a link. Each
/// is sent once, however often it is caused.
/// </summary>
public sealed class MoneyMails(Outbox outbox, PriceList catalog, TimeProvider time)
{
    private const string Purchases = "/account/purchases", Plans = "/account/plans";

    // Stripe announces the end of a trial three days before.
    private static readonly TimeSpan TrialNotice = TimeSpan.FromDays(3);

    /// <summary>A saved card was charged automatically.</summary>
    internal Task ChargedAsync(CreditsDb db, Purchase purchase) => QueueAsync(db, purchase.LicenseId, new NewMail(
        $"charged:{purchase.Id:N}", "", $"Automatic top-up: {PriceOf(purchase)} charged",
        $"Your saved card was charged {PriceOf(purchase)} for {CheckoutSessions.Name(purchase)}, as you agreed to.")
    {
        LinkPath = Purchases,
    });

    /// <summary>A saved card was declined and is charged again later. If the top-up stops, another e-mail says so.
    /// </summary>
    internal async Task ChargeFailedAsync(CreditsDb db, Purchase purchase, AutoTopUp topUp)
    {
        if (topUp.State != AutoTopUpState.On || topUp.NotBefore is not { } next)
            return;
        var domain = await db.Sites.Where(row => row.Id == purchase.SiteId).Select(row => row.Domain).SingleAsync();
        await QueueAsync(db, purchase.LicenseId, new NewMail(
            $"charge-failed:{purchase.Id:N}", "", "Automatic top-up: your card was declined",
            FormattableString.Invariant(
                $"Your saved card was not charged {PriceOf(purchase)} ({purchase.Reason?.TrimEnd('.')}); ")
            + FormattableString.Invariant($"the next attempt is on {next:MMM d} at {next:HH:mm} UTC."))
        {
            LinkPath = $"/account/credits/{domain}/top-up",
        });
    }

    /// <summary>Stripe returns money of a purchase to its buyer.</summary>
    internal Task RefundedAsync(CreditsDb db, Guid licenseId, string refundId, Money amount) =>
        QueueAsync(db, licenseId, new NewMail(
            $"refund:{refundId}", "", $"Refund of {amount} issued",
            $"A refund of {amount} was issued; it reaches you within ten days, and its credits are taken back.")
        {
            LinkPath = Purchases,
        });

    /// <summary>What the current state of a subscription means to its owner, if anything.</summary>
    internal Task AboutAsync(CreditsDb db, License license, Subscription row)
    {
        var plan = catalog.Plans.FirstOrDefault(known => known.Code == row.Plan)?.Name ?? row.Plan;
        var untilEnd = row.TrialEndsAt - time.GetUtcNow().UtcDateTime;
        NewMail? mail = row switch
        {
            { Status: SubscriptionStatus.PastDue } => new(
                FormattableString.Invariant($"past-due:{row.Id}:{row.PeriodEndsAt:yyyyMMdd}"), "",
                $"The payment of your {plan} plan failed",
                $"The payment of your {plan} plan failed; update your card so that the plan continues."),
            { Status: SubscriptionStatus.Trialing, EndsAt: null } when untilEnd > TimeSpan.Zero
                && untilEnd <= TrialNotice => new(
                FormattableString.Invariant($"trial-ending:{row.Id}:{row.TrialEndsAt:yyyyMMdd}"), "",
                $"Your trial of the {plan} plan ends soon",
                FormattableString.Invariant(
                    $"Your trial of the {plan} plan ends on {row.TrialEndsAt:MMM d}; your card is then charged ")
                + "each month unless you cancel before."),
            { TookEffect: true } when license.Status == LicenseStatus.Canceled => new(
                $"plan-ended:{row.Id}:{row.Status}", "", $"Your {plan} plan has ended",
                $"Your {plan} plan has ended; your credits are kept and return with any paid plan."),
            _ => null,
        };
        return mail is null ? Task.CompletedTask : QueueAsync(db, license.Id, mail with { LinkPath = Plans });
    }

    private Task QueueAsync(CreditsDb db, Guid licenseId, NewMail mail) =>
        outbox.QueueToOwnerAsync(db, licenseId, mail);

    private static Money PriceOf(Purchase purchase) =>
        new(purchase.PaidMinor ?? purchase.PriceMinor, purchase.Currency);
}
