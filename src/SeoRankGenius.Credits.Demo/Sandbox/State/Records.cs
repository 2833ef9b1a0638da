using System.Text.Json.Nodes;
using System.Text.Json.Serialization;

namespace SeoRankGenius.Credits.Demo.Sandbox.State;

/// <summary>All that a restart must not lose. Lists are in the order of creation.</summary>
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
    /// <summary>What becomes of the next charge of a saved card; null leaves it to the card.</summary>
    public TestCard? NextCharge { get; set; }

    public List<StripeEvent> Events { get; init; } = [];
    public List<Delivery> Deliveries { get; init; } = [];
    public List<RememberedAnswer> Answers { get; init; } = [];

    public CheckoutSession Session(string id) =>
        Sessions.Find(s => s.Id == id) ?? throw new KeyNotFoundException($"No Checkout Session {id}.");

    public Subscription Subscription(string id) =>
        Subscriptions.Find(s => s.Id == id) ?? throw new KeyNotFoundException($"No subscription {id}.");

    public RecurringPrice Price(string id) => Prices.First(price => price.Id == id);

    public Customer? CustomerOf(CheckoutSession session) => Customers.Find(c => c.Id == session.Customer);

    /// <summary>Cents of a charge that went back, or are on their way.</summary>
    public long RefundedCents(Charge charge) =>
        Refunds.Where(refund => refund.ChargeId == charge.Id && refund.IsStanding).Sum(refund => refund.AmountCents);
}

internal sealed record CheckoutSession
{
    public required string Id { get; init; }
    public required string Url { get; init; }
    public required DateTimeOffset CreatedAt { get; init; }
    public required DateTimeOffset ExpiresAt { get; init; }
    public required string Currency { get; init; }
    public required List<LineItem> Items { get; init; }
    public required string SuccessUrl { get; init; }
    public string? CancelUrl { get; init; }
    public string? ClientReferenceId { get; init; }
    public string? Customer { get; init; }
    public string? CustomerEmail { get; init; }
    /// <summary>The customer's, as it was when the session was made.</summary>
    public string? EmailOfCustomer { get; set; }

    public string? Locale { get; init; }
    public string? PaymentDescription { get; init; }
    public bool? AllowPromotionCodes { get; init; }

    /// <summary>off_session, on_session: the card is saved to the customer; null saves nothing.</summary>
    public string? SetupFutureUsage { get; init; }

    public bool AutomaticTax { get; init; }
    public bool InvoiceCreation { get; init; }
    public Dictionary<string, string> Metadata { get; init; } = [];
    public Dictionary<string, string> PaymentMetadata { get; init; } = [];

    /// <summary>What the subscription that it makes is like; null for a single payment.</summary>
    public SubscriptionTerms? Terms { get; init; }
    public List<string> PaymentMethodTypes { get; init; } = [];

    /// <summary>open, complete, expired.</summary>
    public string Status { get; set; } = "open";

    /// <summary>unpaid, paid, no_payment_required.</summary>
    public string PaymentStatus { get; set; } = "unpaid";

    public string? PromotionCode { get; set; }
    public string? PayerEmail { get; set; }
    public string? PaymentId { get; set; }

    /// <summary>The paid invoice, where one was asked for.</summary>
    public string? InvoiceId { get; set; }

    /// <summary>The subscription that it made.</summary>
    public string? SubscriptionId { get; set; }

    /// <summary>Whether the bank debit under way will pay; null when none is under way.</summary>
    public bool? BankDebitPays { get; set; }

    /// <summary>When it does so by itself; null waits to be told.</summary>
    public DateTimeOffset? BankDebitDueAt { get; set; }

    /// <summary>What the page shows and does not let be changed; null lets the payer say.</summary>
    [JsonIgnore]
    public string? KnownEmail => CustomerEmail ?? EmailOfCustomer;

    /// <summary>Where its pages are, without a slash at the end.</summary>
    [JsonIgnore]
    public string Origin => new Uri(Url).GetLeftPart(UriPartial.Authority);

    /// <summary>Where its page leads once it is complete.</summary>
    [JsonIgnore]
    public Uri Landing => new(SuccessUrl.Replace("{CHECKOUT_SESSION_ID}", Id, StringComparison.Ordinal));

    [JsonIgnore]
    public bool TakesBankDebits => PaymentMethodTypes.Contains("us_bank_account");
}

internal sealed record LineItem
{
    public required string Id { get; init; }
    public required string PriceId { get; init; }
    public required string ProductId { get; init; }
    public required string Name { get; init; }
    public string? Description { get; init; }
    public required long UnitAmountCents { get; init; }
    public required long Quantity { get; init; }
}

internal sealed record Payment
{
    public required string Id { get; init; }
    public required DateTimeOffset CreatedAt { get; init; }
    public required string Currency { get; init; }
    public string? Description { get; init; }
    public Dictionary<string, string> Metadata { get; init; } = [];
    public long AmountCents { get; set; }
    public string? CustomerId { get; init; }
    public string? SetupFutureUsage { get; init; }

    /// <summary>What it is paid with, or was tried with last.</summary>
    public string? PaymentMethodId { get; set; }

    /// <summary>requires_payment_method, processing, succeeded.</summary>
    public string Status { get; set; } = "requires_payment_method";

    public string MethodType { get; set; } = "card";
    public string? LatestChargeId { get; set; }

    /// <summary>Charged without its payer.</summary>
    public bool IsOffSession { get; init; }
}

internal sealed record Charge
{
    public required string Id { get; init; }
    public required string PaymentId { get; init; }
    public required DateTimeOffset CreatedAt { get; init; }
    public required long AmountCents { get; init; }
    public required string Currency { get; init; }
    public required string MethodType { get; init; }
    public required string Last4 { get; init; }
    public string? CustomerId { get; init; }
    public string? PaymentMethodId { get; init; }
    public string? Email { get; init; }
    public string? Description { get; init; }
    /// <summary>Why it failed, as the bank says it; null for the usual.</summary>
    public string? DeclineCode { get; init; }

    public string? ReceiptUrl { get; init; }
    public Dictionary<string, string> Metadata { get; init; } = [];

    /// <summary>succeeded, pending, failed.</summary>
    public required string Status { get; set; }
}

internal sealed record StripeEvent
{
    public required string Id { get; init; }
    public required string Type { get; init; }
    public required DateTimeOffset CreatedAt { get; init; }
    public required JsonObject Data { get; init; }
    public string? RequestId { get; init; }
    public string? IdempotencyKey { get; init; }

    /// <summary>Deliveries that were tried, automatic or by hand.</summary>
    public int Attempts { get; set; }

    /// <summary>What the app answered last; 0 when there was no answer, null before the first attempt.</summary>
    public int? LastStatus { get; set; }

    public DateTimeOffset? DeliveredAt { get; set; }
}

/// <summary>An event on its way; gone once it is delivered or given up.</summary>
internal sealed record Delivery
{
    public required string EventId { get; init; }
    public required DateTimeOffset DueAt { get; set; }
    public int Attempts { get; set; }

    [JsonIgnore]
    public bool IsUnderWay { get; set; }
}

internal sealed record RememberedAnswer(
    string Key, string Endpoint, string Parameters, int Status, string Body, string RequestId, DateTimeOffset At);
