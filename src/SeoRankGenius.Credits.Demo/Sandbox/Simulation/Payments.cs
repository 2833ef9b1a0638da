using SeoRankGenius.Credits.Demo.Sandbox.Api;
using SeoRankGenius.Credits.Demo.Sandbox.State;
using SeoRankGenius.Credits.Demo.Sandbox.Webhooks;

namespace SeoRankGenius.Credits.Demo.Sandbox.Simulation;

/// <summary>Payment intents and their charges. Each step is called under the store's lock.</summary>
internal static class Payments
{
    /// <summary>The session's payment intent; Stripe makes it at the first attempt, not with the session.</summary>
    public static Payment Attempt(SandboxState state, CheckoutSession session, TestCard card, DateTimeOffset now)
    {
        var payment = state.Payments.Find(p => p.Id == session.PaymentId);
        if (payment is null)
        {
            payment = new Payment
            {
                Id = Store.NewId("pi_3"),
                CreatedAt = now,
                Currency = session.Currency,
                CustomerId = session.Customer,
                SetupFutureUsage = session.SetupFutureUsage,
                Description = session.PaymentDescription,
                Metadata = session.PaymentMetadata,
            };
            state.Payments.Add(payment);
            session.PaymentId = payment.Id;
        }

        var method = new PaymentMethod
        {
            Id = Store.NewId("pm_1"), CreatedAt = now, Card = card, Email = session.PayerEmail,
        };
        state.PaymentMethods.Add(method);
        payment.PaymentMethodId = method.Id;
        payment.MethodType = method.Type;
        payment.AmountCents = Amounts.Of(session).Total;
        return payment;
    }

    /// <summary>Charges what the payment is tried with. The receipt's page is the sandbox's own.</summary>
    public static Charge Charge(
        SandboxState state, Payment payment, string? email, string origin, DateTimeOffset now,
        string? declineCode = null)
    {
        var id = Store.NewId("ch_3");
        var charge = new Charge
        {
            Id = id,
            ReceiptUrl = $"{origin}/receipts/{id}",
            PaymentId = payment.Id,
            CreatedAt = now,
            AmountCents = payment.AmountCents,
            Currency = payment.Currency,
            MethodType = payment.MethodType,
            Last4 = state.PaymentMethods.First(method => method.Id == payment.PaymentMethodId).Last4,
            CustomerId = payment.CustomerId,
            PaymentMethodId = payment.PaymentMethodId,
            DeclineCode = declineCode,
            Email = email,
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
        if (payment is { CustomerId: not null, SetupFutureUsage: not null })
            state.PaymentMethods.First(method => method.Id == payment.PaymentMethodId).CustomerId = payment.CustomerId;
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
