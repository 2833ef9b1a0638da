using System.Text.Json.Nodes;
using SeoRankGenius.Credits.Demo.Sandbox.Api;
using SeoRankGenius.Credits.Demo.Sandbox.State;
using SeoRankGenius.Credits.Demo.Sandbox.Webhooks;

namespace SeoRankGenius.Credits.Demo.Sandbox.Simulation;

/// <summary>What a charge of a saved card is asked for.</summary>
internal sealed record ChargeRequest(
    long AmountCents,
    string Currency,
    string CustomerId,
    string PaymentMethodId,
    string? Description,
    Dictionary<string, string> Metadata,
    string ReceiptOrigin);

/// <summary>
/// The customers, the cards that were saved for them, and charges without their owners. Safe to use from any thread.
/// </summary>
public sealed class SavedCards
{
    private readonly Store store;
    private readonly EventLog events;
    private readonly Faults faults;

    internal SavedCards(Store store, EventLog events, Faults faults) =>
        (this.store, this.events, this.faults) = (store, events, faults);

    /// <summary>Every customer as the API gives it, oldest first.</summary>
    public IReadOnlyList<JsonObject> Customers =>
        store.Read(state => state.Customers.ConvertAll(c => CustomerJson.Of(state, c, Expansion.None)));

    /// <summary>Every saved payment method as the API gives it, oldest first.</summary>
    public IReadOnlyList<JsonObject> All => store.Read(state => state.PaymentMethods
        .Where(method => method.CustomerId is not null).Select(PaymentMethodJson.Of).ToList());

    /// <summary>Every charge without its owner, as the payment intent that it is, oldest first.</summary>
    public IReadOnlyList<JsonObject> Charges => store.Read(state => state.Payments
        .Where(payment => payment.IsOffSession).Select(p => PaymentJson.Of(state, p, Expansion.None)).ToList());

    /// <summary>
    /// The next charge without its owner goes as with this card (<see cref="TestCard.Card"/> pays,
    /// <see cref="TestCard.DeclinesLater"/> is declined, <see cref="TestCard.AsksLater"/> asks for its owner), whatever
    /// card it is.
    /// </summary>
    public void NextCharge(TestCard goesAs) => store.Change(state => state.NextCharge = goesAs);

    /// <summary>The next charge without its owner meets this fault.</summary>
    public void NextCharge(Fault meets) => faults.NextAt(ChargeRoutes.Path, meets);

    /// <summary>The events about a payment, oldest first.</summary>
    public IReadOnlyList<JsonObject> EventsAbout(string paymentId) => store.Read(state => state.Events
        .Where(e => (string?)e.Data["id"] == paymentId
            || (e.Data["payment_intent"] is JsonValue about && (string?)about == paymentId))
        .Select(EventJson.Of).ToList());

    /// <summary>Charges at once. A declined one is kept with its charge, and thrown as Stripe answers it.</summary>
    internal JsonObject Charge(ChargeRequest request, Expansion expand, Origin origin)
    {
        var (answer, failure) = store.Change(state =>
        {
            var method = Method(state, request);
            var payment = new Payment
            {
                Id = Store.NewId("pi_3"),
                CreatedAt = store.Now,
                Currency = request.Currency,
                AmountCents = request.AmountCents,
                CustomerId = request.CustomerId,
                PaymentMethodId = method.Id,
                Description = request.Description,
                Metadata = request.Metadata,
                IsOffSession = true,
            };
            state.Payments.Add(payment);
            var goesAs = state.NextCharge ?? method.Card;
            state.NextCharge = null;
            var email = state.Customers.First(customer => customer.Id == request.CustomerId).Email;
            var charge = Payments.Charge(state, payment, email, request.ReceiptOrigin, store.Now, Code(goesAs));
            if (charge.DeclineCode is null)
            {
                Payments.Succeed(state, payment, charge, events);
                return ((JsonObject?)PaymentJson.Of(state, payment, expand), (StripeFailure?)null);
            }

            Payments.Fail(state, payment, charge, events);
            return ((JsonObject?)null, Declined(state, payment, charge));
        });
        return answer ?? throw failure!;
    }

    private static PaymentMethod Method(SandboxState state, ChargeRequest request)
    {
        if (!state.Customers.Exists(customer => customer.Id == request.CustomerId))
            throw StripeFailure.Missing("customer", request.CustomerId, "customer", 400);
        return state.PaymentMethods.Find(method =>
                method.Id == request.PaymentMethodId && method.CustomerId == request.CustomerId)
            ?? throw StripeFailure.Missing("PaymentMethod", request.PaymentMethodId, "payment_method", 400);
    }

    private static string? Code(TestCard goesAs) => goesAs switch
    {
        TestCard.DeclinesLater or TestCard.Declined => "generic_decline",
        TestCard.AsksLater => "authentication_required",
        _ => null,
    };

    private static StripeFailure Declined(SandboxState state, Payment payment, Charge charge) =>
        new(402, "card_error", PaymentJson.FailureMessage(charge))
        {
            Code = PaymentJson.FailureCode(charge),
            IsExecuted = true,
            Details = new JsonObject
            {
                ["charge"] = charge.Id,
                ["decline_code"] = charge.DeclineCode,
                ["payment_intent"] = PaymentJson.Of(state, payment, Expansion.None),
                ["payment_method"] = PaymentMethodJson.Of(
                    state.PaymentMethods.First(method => method.Id == payment.PaymentMethodId)),
            },
        };
}
