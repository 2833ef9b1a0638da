using SeoRankGenius.Credits.Demo.Sandbox.Api;
using SeoRankGenius.Credits.Demo.Sandbox.State;
using SeoRankGenius.Credits.Demo.Sandbox.Webhooks;

namespace SeoRankGenius.Credits.Demo.Sandbox.Simulation;

/// <summary>Payments that take days: the session completes unpaid, and the money comes or fails later.</summary>
internal sealed class BankDebits(Store store, EventLog events, TimeSpan? delay)
{
    public PayOutcome Begin(SandboxState state, CheckoutSession session, Payment payment, bool pays)
    {
        Payments.Charge(state, payment, session.PayerEmail, session.Origin, store.Now);
        session.Status = "complete";
        session.BankDebitPays = pays;
        session.BankDebitDueAt = store.Now + delay;
        Emit(state, session, "checkout.session.completed");
        return PayOutcome.Complete;
    }

    /// <summary>As its card says, unless told; false when no debit is under way.</summary>
    public bool End(SandboxState state, CheckoutSession session, bool? pays)
    {
        if (session.BankDebitPays is not { } asBegun)
            return false;
        var payment = state.Payments.First(p => p.Id == session.PaymentId);
        var charge = state.Charges.First(c => c.Id == payment.LatestChargeId);
        session.BankDebitPays = null;
        session.BankDebitDueAt = null;
        if (pays ?? asBegun)
        {
            Payments.Succeed(state, payment, charge, events);
            session.PaymentStatus = "paid";
            Invoices.Issue(state, session, events);
            Emit(state, session, "checkout.session.async_payment_succeeded");
        }
        else
        {
            Payments.Fail(state, payment, charge, events);
            Emit(state, session, "checkout.session.async_payment_failed");
        }

        return true;
    }

    private void Emit(SandboxState state, CheckoutSession session, string type) =>
        events.Emit(state, type, SessionJson.Of(state, session, Expansion.None), Origin.None);
}
