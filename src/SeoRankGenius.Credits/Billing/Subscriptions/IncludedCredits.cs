using SeoRankGenius.Credits.Billing.Stripe;

namespace SeoRankGenius.Credits.Billing.Subscriptions;

/// <summary>Grants the credits included in a plan to the license's Shared pool.</summary>
public sealed class IncludedCredits(CreditLedger ledger, PriceList catalog)
{
    private const string Actor = "stripe";

    /// <summary>
    /// Grants the credits of a paid invoice, once an invoice, and of a trial, once a license. Runs inside the caller's
    /// transaction; may be repeated.
    /// </summary>
    /// <returns>False when there was nothing to grant, or it was granted before.</returns>
    internal async Task<bool> GrantAsync(CreditsDb db, Subscription subscription, SubscriptionSnapshot snapshot)
    {
        var trial = await GrantTrialAsync(db, subscription, snapshot);
        return await GrantInvoiceAsync(db, subscription, snapshot) || trial;
    }

    // By the plan that was ordered; also when the trial was over before it was first read.
    private async Task<bool> GrantTrialAsync(CreditsDb db, Subscription subscription, SubscriptionSnapshot snapshot)
    {
        if (subscription is not { TrialEndsAt: not null, TookEffect: true })
            return false;
        var plan = catalog.PaidPlan(snapshot.Metadata(CheckoutSessions.PlanKey)) ?? snapshot.Plan;
        return await GrantAsync(
            db, subscription.LicenseId, plan?.TrialCredits ?? 0, $"trial:{subscription.LicenseId:N}",
            $"Trial of {plan?.Name}");
    }

    private async Task<bool> GrantInvoiceAsync(
        CreditsDb db, Subscription subscription, SubscriptionSnapshot snapshot)
    {
        if (snapshot.Invoice is not { Plan: { } plan } read
            || await db.PlanInvoices.AnyAsync(known => known.Id == read.Invoice.Id))
            return false;
        var invoice = PlanInvoice.Of(subscription, read, plan);
        db.PlanInvoices.Add(invoice);
        return await GrantAsync(
            db, subscription.LicenseId, invoice.Credits, invoice.Cause, $"{plan.Name}, one month");
    }

    private async Task<bool> GrantAsync(CreditsDb db, Guid licenseId, long credits, string cause, string note)
    {
        if (credits == 0 || await db.LedgerTransactions.AnyAsync(known => known.Cause == cause))
            return false;
        ledger.Post(
            db, Movement.Into(licenseId, credits, TransactionKind.Grant, cause, Actor) with { Note = note });
        return true;
    }
}
