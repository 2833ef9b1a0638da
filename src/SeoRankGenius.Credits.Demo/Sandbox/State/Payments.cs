using System.Text.Json.Serialization;

namespace SeoRankGenius.Credits.Demo.Sandbox.State;

internal sealed record Customer : IStripeObject
{
    public required string Id { get; init; }
    public required DateTimeOffset CreatedAt { get; init; }
    public string? Email { get; set; }
    public string? Name { get; set; }
    public string? Description { get; set; }
    public Dictionary<string, string> Metadata { get; set; } = [];

    /// <summary>Deleted in the dashboard: no request may name it.</summary>
    public bool IsDeleted { get; set; }

    /// <summary>Charged for invoices; one of the customer's own payment methods.</summary>
    public string? DefaultPaymentMethodId { get; set; }
}

/// <summary>A card or bank account with which a payment was attempted.</summary>
internal sealed record PaymentMethod : IStripeObject
{
    public required string Id { get; init; }
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>Decides the result of later charges.</summary>
    public required TestCard Card { get; init; }

    /// <summary>The customer to whom it is saved; null when it is not saved.</summary>
    public string? CustomerId { get; set; }

    public string? Email { get; init; }

    /// <summary>card, us_bank_account.</summary>
    [JsonIgnore]
    public string Type => Card.IsBankDebit() ? "us_bank_account" : "card";

    [JsonIgnore]
    public string Last4 => Card.Facts().Last4;
}

/// <summary>A payment intent.</summary>
internal sealed record Payment : IStripeObject
{
    public required string Id { get; init; }
    public required DateTimeOffset CreatedAt { get; init; }
    public required string Currency { get; init; }
    public string? Description { get; init; }
    public Dictionary<string, string> Metadata { get; init; } = [];
    public long Amount { get; set; }
    public string? CustomerId { get; init; }
    public string? SetupFutureUsage { get; init; }
    public string? ReceiptEmail { get; init; }

    /// <summary>That of the latest attempt.</summary>
    public string? PaymentMethodId { get; set; }

    /// <summary>requires_payment_method, processing, succeeded.</summary>
    public string Status { get; set; } = "requires_payment_method";

    public string MethodType { get; set; } = "card";
    public string? LatestChargeId { get; set; }
    public bool IsOffSession { get; init; }
}

internal sealed record Charge : IStripeObject
{
    public required string Id { get; init; }
    public required string PaymentId { get; init; }
    public required DateTimeOffset CreatedAt { get; init; }
    public required long Amount { get; init; }
    public required string Currency { get; init; }
    public required string MethodType { get; init; }
    public required string Last4 { get; init; }
    public string? CustomerId { get; init; }
    public required string PaymentMethodId { get; init; }
    public string? Email { get; init; }
    public string? Description { get; init; }

    /// <summary>Stripe's decline code; null for none and for a generic decline.</summary>
    public string? DeclineCode { get; init; }

    public string? ReceiptUrl { get; init; }
    public Dictionary<string, string> Metadata { get; init; } = [];

    /// <summary>succeeded, pending, failed.</summary>
    public required string Status { get; set; }
}

internal sealed record Refund : IStripeObject
{
    public required string Id { get; init; }
    public required string ChargeId { get; init; }
    public required string PaymentId { get; init; }
    public required DateTimeOffset CreatedAt { get; init; }
    public required long Amount { get; init; }
    public required string Currency { get; init; }
    public string? Reason { get; init; }
    public Dictionary<string, string> Metadata { get; init; } = [];

    /// <summary>pending, succeeded, failed. A refund may fail even after it succeeded.</summary>
    public required string Status { get; set; }

    [JsonIgnore]
    public bool IsFailed => Status == "failed";
}

internal sealed record Dispute : IStripeObject
{
    public required string Id { get; init; }
    public required string ChargeId { get; init; }
    public required string PaymentId { get; init; }
    public required DateTimeOffset CreatedAt { get; init; }
    public required long Amount { get; init; }
    public required string Currency { get; init; }

    /// <summary>warning_needs_response, warning_closed, needs_response, under_review, won, lost.</summary>
    public required string Status { get; set; }

    /// <summary>The account's currency, in which its funds move; null for that of the charge.</summary>
    public string? SettlesIn { get; init; }

    public List<BalanceTransaction> Transactions { get; init; } = [];

    [JsonIgnore]
    public bool IsInquiry => Status.StartsWith("warning_", StringComparison.Ordinal);

    [JsonIgnore]
    public bool IsOpen => Status is "warning_needs_response" or "needs_response" or "under_review";
}

/// <summary>Funds withdrawn (below zero) or reinstated (above zero).</summary>
internal sealed record BalanceTransaction(string Id, DateTimeOffset At, long Amount, long Fee);
