namespace SeoRankGenius.Credits.Demo.Sandbox.Simulation;

/// <summary>Payment intents and their charges. Each step is called under the store's lock.</summary>
internal sealed class Payments(Store store, EventLog events)
{
    /// <summary>Saves a payment method; null leaves it without a customer.</summary>
    public PaymentMethod AddMethod(SandboxState state, TestCard card, string? customerId, string? email = null)
    {
        var method = new PaymentMethod { Id = Store.NewId("pm_1"), CreatedAt = store.Now, Card = card, Email = email };
        method.CustomerId = customerId;
        state.PaymentMethods.Add(method);
        return method;
    }

    /// <summary>Charges a session's payment, which is created at the first attempt, as Stripe does.</summary>
    public Payment Attempt(SandboxState state, CheckoutSession session, TestCard card)
    {
        var payment = state.Payments.Find(p => p.Id == session.PaymentId);
        if (payment is null)
            state.Payments.Add(payment = new Payment
            {
                Id = Store.NewId("pi_3"),
                CreatedAt = store.Now,
                Currency = session.Currency,
                CustomerId = session.Customer,
                SetupFutureUsage = session.SetupFutureUsage,
                Description = session.PaymentDescription,
                ReceiptEmail = session.ReceiptEmail,
                Metadata = session.PaymentMetadata,
            });
        session.PaymentId = payment.Id;
        payment.Amount = Amounts.Of(session).Total;
        Charge(state, payment, AddMethod(state, card, null, session.PayerEmail), session.PayerEmail, session.Origin);
        return payment;
    }

    /// <summary>Begins a charge; <see cref="End"/> ends it.</summary>
    public Charge Charge(
        SandboxState state, Payment payment, PaymentMethod method, string? email, string origin,
        string? declineCode = null, DateTimeOffset? at = null)
    {
        var id = Store.NewId("ch_3");
        var charge = new Charge
        {
            Id = id,
            ReceiptUrl = $"{origin}/receipts/{id}",
            PaymentId = payment.Id,
            CreatedAt = at ?? store.Now,
            Amount = payment.Amount,
            Currency = payment.Currency,
            MethodType = method.Type,
            Last4 = method.Last4,
            CustomerId = payment.CustomerId,
            PaymentMethodId = method.Id,
            DeclineCode = declineCode,
            Email = email,
            Description = payment.Description,
            Metadata = payment.Metadata,
            Status = "pending",
        };
        state.Charges.Add(charge);
        (payment.PaymentMethodId, payment.MethodType) = (method.Id, method.Type);
        (payment.LatestChargeId, payment.Status) = (charge.Id, "processing");
        return charge;
    }

    /// <summary>Ends the latest charge. A success saves the payment method where that was asked for.</summary>
    public void End(SandboxState state, Payment payment, bool succeeds)
    {
        var charge = state.Charge(payment.LatestChargeId!);
        charge.Status = succeeds ? "succeeded" : "failed";
        payment.Status = succeeds ? "succeeded" : "requires_payment_method";
        if (succeeds && payment is { CustomerId: not null, SetupFutureUsage: not null })
            state.PaymentMethod(payment.PaymentMethodId).CustomerId = payment.CustomerId;
        if (succeeds)
            events.Emit(state, "charge.succeeded", PaymentsApi.ChargeResource, charge);
        events.Emit(
            state, succeeds ? "payment_intent.succeeded" : "payment_intent.payment_failed", PaymentsApi.Resource,
            payment);
    }
}
