using SeoRankGenius.Credits.Demo.Sandbox.State;
using SeoRankGenius.Credits.Demo.Sandbox.Wire;

namespace SeoRankGenius.Credits.Demo.Sandbox;

/// <summary>Payment intents and their charges. Each step is called under the store's lock.</summary>
internal static class Payments
{
    /// <summary>The session's payment intent; Stripe makes it at the first attempt, not with the session.</summary>
    public static Payment Attempt(SandboxState state, CheckoutSession session, string methodType, DateTimeOffset now)
    {
        var payment = state.Payments.Find(p => p.Id == session.PaymentId);
        if (payment is null)
        {
            payment = new Payment
            {
                Id = Store.NewId("pi_3"),
                CreatedAt = now,
                Currency = session.Currency,
                Description = session.PaymentDescription,
                Metadata = session.PaymentMetadata,
            };
            state.Payments.Add(payment);
            session.PaymentId = payment.Id;
        }

        payment.MethodType = methodType;
        payment.AmountCents = Amounts.Of(session).Total;
        return payment;
    }

    public static Charge Charge(
        SandboxState state, CheckoutSession session, Payment payment, string last4, DateTimeOffset now)
    {
        var id = Store.NewId("ch_3");
        var charge = new Charge
        {
            Id = id,
            ReceiptUrl = $"{session.Origin}/receipts/{id}",
            PaymentId = payment.Id,
            CreatedAt = now,
            AmountCents = payment.AmountCents,
            Currency = payment.Currency,
            MethodType = payment.MethodType,
            Last4 = last4,
            Email = session.PayerEmail,
            Description = payment.Description,
            Metadata = payment.Metadata,
            Status = "pending",
        };
        state.Charges.Add(charge);
        payment.LatestChargeId = charge.Id;
        payment.Status = "processing";
        return charge;
    }

    public static void Succeed(SandboxState state, Payment payment, Charge charge, EventLog events)
    {
        charge.Status = payment.Status = "succeeded";
        var chargeJson = PaymentJson.OfCharge(state, charge, Expansion.None);
        events.Emit(state, "charge.succeeded", chargeJson, Origin.None);
        events.Emit(state, "payment_intent.succeeded", PaymentJson.Of(state, payment, Expansion.None), Origin.None);
    }

    public static void Fail(SandboxState state, Payment payment, Charge charge, EventLog events)
    {
        charge.Status = "failed";
        payment.Status = "requires_payment_method";
        var paymentJson = PaymentJson.Of(state, payment, Expansion.None);
        events.Emit(state, "payment_intent.payment_failed", paymentJson, Origin.None);
    }
}
