namespace SeoRankGenius.Credits.Demo.Sandbox.Simulation;

/// <summary>A request for an off-session charge, in minor units of its currency.</summary>
internal sealed record ChargeRequest(
    long Amount, string Currency, string CustomerId, string PaymentMethodId, string? Description,
    string? ReceiptEmail, Dictionary<string, string> Metadata, string Origin);

/// <summary>Customers, their saved cards, and off-session charges. Safe to use from any thread.</summary>
public sealed class SavedCards
{
    private readonly Store store;
    private readonly Payments payments;
    private readonly Faults faults;
    private readonly Subscriptions subscriptions;

    internal SavedCards(Store store, Payments payments, Subscriptions subscriptions, Faults faults) =>
        (this.store, this.payments, this.subscriptions, this.faults) = (store, payments, subscriptions, faults);

    /// <summary>Every customer as the API gives it, oldest first.</summary>
    public IReadOnlyList<JsonObject> Customers => CustomersApi.Resource.WriteAll(store);

    /// <summary>Every saved payment method as the API gives it, oldest first.</summary>
    public IReadOnlyList<JsonObject> All =>
        CustomersApi.MethodResource.WriteAll(store, method => method.CustomerId is not null);

    /// <summary>Every off-session payment intent as the API gives it, oldest first.</summary>
    public IReadOnlyList<JsonObject> Charges => PaymentsApi.Resource.WriteAll(store, payment => payment.IsOffSession);

    /// <summary>
    /// The next off-session charge has the result of this card, whatever card it is: <see cref="TestCard.Card"/> pays,
    /// <see cref="TestCard.DeclinesLater"/> is declined, <see cref="TestCard.AsksLater"/> requires authentication.
    /// </summary>
    public void NextCharge(TestCard goesAs) => store.Change(state => state.NextCharge = goesAs);

    /// <summary>The next off-session charge meets this fault.</summary>
    public void NextCharge(Fault meets) => faults.NextAt(PaymentsApi.Path, meets);

    /// <summary>
    /// Deletes a customer, as in Stripe's dashboard: no request may name it, and its subscriptions end. Throws
    /// <see cref="KeyNotFoundException"/> for an unknown one.
    /// </summary>
    public void DeleteCustomer(string customerId)
    {
        var running = store.Change(state =>
        {
            var customer = state.Customers.Find(known => known.Id == customerId)
                ?? throw new KeyNotFoundException($"No customer {customerId}.");
            customer.IsDeleted = true;
            return state.Subscriptions.Where(row => row.CustomerId == customerId).Select(row => row.Id).ToList();
        });
        running.ForEach(subscriptions.Cancel);
    }

    /// <summary>The events about a payment, oldest first.</summary>
    public IReadOnlyList<JsonObject> EventsAbout(string paymentId) => EventsApi.About(store, paymentId);

    /// <summary>Charges at once. A declined payment is stored with its charge, then thrown as Stripe's error.</summary>
    internal JsonObject Charge(ChargeRequest request, Expansion expand, RequestOrigin origin)
    {
        var (answer, error) = store.Change(state =>
        {
            var customer = CustomersApi.Require(state, request.CustomerId);
            var method = CustomersApi.MethodResource.Require(
                state, request.PaymentMethodId, "payment_method", known => known.CustomerId == customer.Id);
            var payment = new Payment
            {
                Id = Store.NewId("pi_3"),
                CreatedAt = store.Now,
                Currency = request.Currency,
                Amount = request.Amount,
                CustomerId = customer.Id,
                Description = request.Description,
                ReceiptEmail = request.ReceiptEmail,
                Metadata = request.Metadata,
                IsOffSession = true,
            };
            state.Payments.Add(payment);
            var declineCode = (state.NextCharge ?? method.Card).Facts().DeclineCode;
            state.NextCharge = null;
            var charge = payments.Charge(state, payment, method, customer.Email, request.Origin, declineCode);
            payments.End(state, payment, succeeds: declineCode is null);
            return declineCode is null
                ? (PaymentsApi.Resource.Write(state, payment, expand), null)
                : ((JsonObject?)null, Declined(state, payment, charge));
        });
        return answer ?? throw error!;
    }

    private static StripeError Declined(SandboxState state, Payment payment, Charge charge) =>
        new(402, "card_error", PaymentsApi.FailureMessage(charge))
        {
            Code = PaymentsApi.FailureCode(charge),
            IsExecuted = true,
            Details = Json.Of(new
            {
                Charge = charge.Id,
                charge.DeclineCode,
                PaymentIntent = PaymentsApi.Resource.Write(state, payment, Expansion.None),
                PaymentMethod = CustomersApi.MethodResource.Reference(state, charge.PaymentMethodId, Expansion.None),
            }),
        };
}
