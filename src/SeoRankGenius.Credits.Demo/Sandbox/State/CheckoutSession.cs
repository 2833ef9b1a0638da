using System.Text.Json.Serialization;

namespace SeoRankGenius.Credits.Demo.Sandbox.State;

internal sealed record CheckoutSession : IStripeObject
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

    /// <summary>The customer's address when the session was created.</summary>
    public string? EmailOfCustomer { get; set; }

    public string? Locale { get; init; }
    public string? PaymentDescription { get; init; }
    public string? ReceiptEmail { get; init; }
    public bool? AllowPromotionCodes { get; init; }

    /// <summary>off_session, on_session: the card is saved to the customer; null saves nothing.</summary>
    public string? SetupFutureUsage { get; init; }

    public bool AutomaticTax { get; init; }
    public bool InvoiceCreation { get; init; }
    public Dictionary<string, string> Metadata { get; init; } = [];
    public Dictionary<string, string> PaymentMetadata { get; init; } = [];
    public List<string> PaymentMethodTypes { get; init; } = [];

    /// <summary>The subscription that it starts; null for a one-time payment.</summary>
    public SubscriptionTerms? Terms { get; init; }

    /// <summary>open, complete, expired.</summary>
    public string Status { get; set; } = "open";

    /// <summary>unpaid, paid, no_payment_required.</summary>
    public string PaymentStatus { get; set; } = "unpaid";

    public string? PromotionCode { get; set; }
    public string? PayerEmail { get; set; }
    public string? PaymentId { get; set; }
    public string? InvoiceId { get; set; }
    public string? SubscriptionId { get; set; }

    /// <summary>The result of its pending bank debit; null when none is pending.</summary>
    public bool? BankDebitPays { get; set; }

    /// <summary>When the pending bank debit ends by itself; null waits for a call.</summary>
    public DateTimeOffset? BankDebitDueAt { get; set; }

    /// <summary>The address that the page shows and does not let the payer change; null lets them enter one.</summary>
    [JsonIgnore]
    public string? KnownEmail => CustomerEmail ?? EmailOfCustomer;

    /// <summary>The address of the sandbox's pages, without a slash at the end.</summary>
    [JsonIgnore]
    public string Origin => new Uri(Url).GetLeftPart(UriPartial.Authority);

    /// <summary>The success URL with the session's id.</summary>
    [JsonIgnore]
    public Uri Landing => new(SuccessUrl.Replace("{CHECKOUT_SESSION_ID}", Id, StringComparison.Ordinal));

    [JsonIgnore]
    public bool TakesBankDebits => PaymentMethodTypes.Contains("us_bank_account");

    /// <summary>Nothing is due, now or later: the page asks for no card.</summary>
    [JsonIgnore]
    public bool IsFree => Terms is null && Amounts.Of(this).Total == 0;
}

internal sealed record LineItem
{
    public required string Id { get; init; }
    public required string PriceId { get; init; }
    public required string ProductId { get; init; }
    public required string Name { get; init; }
    public string? Description { get; init; }
    public required long UnitAmount { get; init; }
    public required long Quantity { get; init; }
}
