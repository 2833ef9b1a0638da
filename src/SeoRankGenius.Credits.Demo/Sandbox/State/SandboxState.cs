using System.Text.Json.Serialization;

namespace SeoRankGenius.Credits.Demo.Sandbox.State;

/// <summary>An object of the API.</summary>
internal interface IStripeObject
{
    string Id { get; }
    DateTimeOffset CreatedAt { get; }
}

/// <summary>Everything that is kept over a restart. Lists are in the order of creation.</summary>
internal sealed record SandboxState
{
    public List<CheckoutSession> Sessions { get; init; } = [];
    public List<Customer> Customers { get; init; } = [];
    public List<PaymentMethod> PaymentMethods { get; init; } = [];
    public List<Payment> Payments { get; init; } = [];
    public List<Charge> Charges { get; init; } = [];
    public List<Refund> Refunds { get; init; } = [];
    public List<Dispute> Disputes { get; init; } = [];
    public List<RecurringPrice> Prices { get; init; } = [];
    public List<Subscription> Subscriptions { get; init; } = [];
    public List<Invoice> Invoices { get; init; } = [];
    public List<PortalSession> Portals { get; init; } = [];
    public List<StripeEvent> Events { get; init; } = [];
    public List<Delivery> Deliveries { get; init; } = [];
    public List<RememberedAnswer> Answers { get; init; } = [];

    /// <summary>The test card whose result the next off-session charge has; null for that of the saved card.</summary>
    public TestCard? NextCharge { get; set; }

    public CheckoutSession Session(string id) =>
        Sessions.Find(s => s.Id == id) ?? throw new KeyNotFoundException($"No Checkout Session {id}.");

    public Subscription Subscription(string id) =>
        Subscriptions.Find(s => s.Id == id) ?? throw new KeyNotFoundException($"No subscription {id}.");

    public RecurringPrice Price(string id) => Prices.First(price => price.Id == id);

    public Charge Charge(string id) =>
        Charges.Find(charge => charge.Id == id) ?? throw new KeyNotFoundException($"No charge {id}.");

    public PaymentMethod PaymentMethod(string? id) => PaymentMethods.First(method => method.Id == id);

    /// <summary>The latest charge of a session's payment; null before the first.</summary>
    public Charge? ChargeOf(CheckoutSession session)
    {
        var payment = Payments.Find(p => p.Id == session.PaymentId);
        return Charges.Find(c => c.Id == payment?.LatestChargeId);
    }

    /// <summary>Minor units of a charge that are refunded, pending refunds included.</summary>
    public long Refunded(Charge charge) => Refunds
        .Where(refund => refund.ChargeId == charge.Id && !refund.IsFailed).Sum(refund => refund.Amount);
}

internal sealed record StripeEvent : IStripeObject
{
    public required string Id { get; init; }
    public required string Type { get; init; }
    public required DateTimeOffset CreatedAt { get; init; }
    public required JsonObject Data { get; init; }
    public string? RequestId { get; init; }
    public string? IdempotencyKey { get; init; }

    /// <summary>Automatic deliveries and those of a person.</summary>
    public int Attempts { get; set; }

    /// <summary>The status of the last response; 0 when there was none, null before the first attempt.</summary>
    public int? LastStatus { get; set; }

    public DateTimeOffset? DeliveredAt { get; set; }
}

/// <summary>A queued delivery; removed once the event is delivered or abandoned.</summary>
internal sealed record Delivery
{
    public required string EventId { get; init; }
    public required DateTimeOffset DueAt { get; set; }
    public int Attempts { get; set; }

    [JsonIgnore]
    public bool IsUnderWay { get; set; }
}

/// <summary>The stored answer of an idempotency key.</summary>
internal sealed record RememberedAnswer(
    string Key, string Endpoint, string Parameters, int Status, string Body, string RequestId, DateTimeOffset At);
