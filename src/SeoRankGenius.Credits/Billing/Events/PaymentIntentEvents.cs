using SeoRankGenius.Credits.Billing.AutoTopUps;
using SeoRankGenius.Credits.Billing.Stripe;
using Stripe;

namespace SeoRankGenius.Credits.Billing.Events;

/// <summary>
/// Charges of saved cards, from Stripe's answer, an event, or a payment read back. The payments of checkouts are left
/// to their sessions.
/// </summary>
public sealed class PaymentIntentEvents(
    OffSessionPayments cards,
    Fulfillment fulfillment,
    MoneyMails mails,
    StripeOptions settings,
    Reader reader,
    TimeProvider time)
{
    /// <summary>Prepares an event. Throws <see cref="DependencyUnavailable"/> when Stripe cannot be asked.</summary>
    internal async Task<PreparedChange> PrepareAsync(StripeEvent stripeEvent, CancellationToken cancellation)
    {
        if (stripeEvent is not { ObjectKind: "payment_intent", ObjectId: { } id })
            return PreparedChange.Ignored;
        var payment = stripeEvent.Object() as PaymentIntent ?? await cards.FindAsync(id, cancellation);
        return Prepare(payment, stripeEvent.IsLive);
    }

    /// <summary>Prepares a payment as it is at Stripe now. Throws as above.</summary>
    internal async Task<PreparedChange> PrepareAsync(string paymentIntentId, CancellationToken cancellation) =>
        Prepare(await cards.FindAsync(paymentIntentId, cancellation), settings.IsLive);

    /// <summary>Prepares the charge of a purchase that does not know it; nothing when Stripe has none. Throws as above.
    /// </summary>
    internal async Task<PreparedChange> PrepareLostAsync(Purchase purchase, CancellationToken cancellation)
    {
        var customer = await reader.RunAsync(db => db.Licenses.Where(row => row.Id == purchase.LicenseId)
            .Select(row => row.StripeCustomerId).SingleAsync(cancellation));
        return customer is null
            ? PreparedChange.Ignored
            : Prepare(await cards.FindAsync(purchase, customer, cancellation), settings.IsLive);
    }

    /// <summary>Prepares Stripe's answer to a charge.</summary>
    internal PreparedChange Prepare(Purchase purchase, ChargeResult charge) => charge.Problem is { } problem
        ? new PreparedChange(async db => await FailAsync(db, purchase.Id, problem), purchase.Id)
        : Prepare(charge.Payment, settings.IsLive);

    /// <summary>The purchase that a payment names; null where it names none.</summary>
    internal static Guid? PurchaseIdOf(PaymentIntent? payment) =>
        Guid.TryParse(payment?.Metadata?.GetValueOrDefault("purchase_id"), out var id) ? id : null;

    private PreparedChange Prepare(PaymentIntent? payment, bool isLive) =>
        payment is not null && PurchaseIdOf(payment) is { } id
            ? new PreparedChange(async db => await ApplyAsync(db, id, payment, isLive), id)
            : PreparedChange.Ignored;

    private async Task<EventResult> ApplyAsync(CreditsDb db, Guid purchaseId, PaymentIntent payment, bool isLive)
    {
        if (PurchaseStore.Lock(db, purchaseId) is not { } purchase)
            return CheckoutSessions.IsOurs(payment.Metadata)
                ? EventResult.Flag(null, "No purchase has this payment, although this app made it.")
                : new EventResult(EventOutcome.Ignored);
        if (purchase.Kind != PurchaseKind.Automatic)
            return new EventResult(EventOutcome.Ignored);
        if (Mismatch(purchase, payment, isLive) is { } reason)
            return EventResult.Flag(purchase.Id, reason);

        purchase.StripePaymentIntentId ??= payment.Id;
        var outcome = await AdvanceAsync(db, purchase, payment);
        PurchaseStore.Save(db, purchase);
        return new EventResult(outcome, purchase.Id);
    }

    // Stripe created no payment.
    private async Task<EventResult> FailAsync(CreditsDb db, Guid purchaseId, AutoTopUpProblem problem)
    {
        var purchase = PurchaseStore.Lock(db, purchaseId)!;
        var outcome = await FailAsync(
            db, purchase, problem,
            problem == AutoTopUpProblem.CardGone ? "Stripe no longer has the saved card." : "The card was declined.");
        PurchaseStore.Save(db, purchase);
        return new EventResult(outcome, purchase.Id);
    }

    private string? Mismatch(Purchase purchase, PaymentIntent payment, bool isLive) =>
        purchase.StripePaymentIntentId is { } known && known != payment.Id
            ? $"The purchase already has another payment, {known}."
            : settings.ModeMismatch(payment.Livemode, isLive)
                ?? purchase.AmountMismatch("Charged", payment.Amount, payment.Currency);

    private async Task<EventOutcome> AdvanceAsync(CreditsDb db, Purchase purchase, PaymentIntent payment)
    {
        switch (payment.Status)
        {
            case "succeeded":
                var outcome = fulfillment.Credit(db, purchase, payment.Amount);
                if (outcome == EventOutcome.Credited)
                {
                    await UpdateTopUpAsync(db, purchase, topUp => topUp.Succeed());
                    await mails.ChargedAsync(db, purchase);
                }

                return outcome;
            case "processing":
                return EventResult.Noted(purchase.Advance(PurchaseStatus.Pending));
            case "requires_payment_method" or "requires_action" or "canceled":
                var (problem, reason) = ProblemOf(payment);
                return await FailAsync(db, purchase, problem, reason);
            default:
                return EventOutcome.NothingToDo;
        }
    }

    private async Task<EventOutcome> FailAsync(
        CreditsDb db, Purchase purchase, AutoTopUpProblem problem, string reason)
    {
        // A decline counts once, however often it is reported.
        if (!purchase.Advance(PurchaseStatus.Failed, reason))
            return EventOutcome.NothingToDo;
        var now = time.GetUtcNow().UtcDateTime;
        var topUp = await UpdateTopUpAsync(db, purchase, topUp =>
        {
            if (problem == AutoTopUpProblem.Declined)
                topUp.Decline(now);
            else
                topUp.Stop(problem, now);
        });
        await mails.ChargeFailedAsync(db, purchase, topUp);
        return EventOutcome.Noted;
    }

    // Ignore results of a card that has been replaced.
    private static async Task<AutoTopUp> UpdateTopUpAsync(CreditsDb db, Purchase purchase, Action<AutoTopUp> update)
    {
        var topUp = await db.AutoTopUps.SingleAsync(row => row.PoolId == purchase.TopUpPoolId);
        if (topUp.PaymentMethodId == purchase.PaymentMethodId)
            update(topUp);
        await db.SaveChangesAsync();
        return topUp;
    }

    private static (AutoTopUpProblem Problem, string Reason) ProblemOf(PaymentIntent payment) =>
        (payment.Status, payment.LastPaymentError) switch
        {
            ("requires_action", _) or (_, { Code: "authentication_required" })
                or (_, { DeclineCode: "authentication_required" }) =>
                (AutoTopUpProblem.Authentication, "The card's bank requires authentication."),
            ("canceled", _) => (AutoTopUpProblem.Declined, "The charge was canceled."),
            (_, { DeclineCode: "insufficient_funds" }) =>
                (AutoTopUpProblem.Declined, "The card had insufficient funds."),
            (_, { Code: "expired_card" }) => (AutoTopUpProblem.Declined, "The card has expired."),
            _ => (AutoTopUpProblem.Declined, "The card was declined."),
        };
}
