using System.Text.Json.Serialization;

namespace SeoRankGenius.Credits.Demo.Sandbox.State;

internal sealed record RecurringPrice : IStripeObject
{
    public required string Id { get; init; }
    public required string ProductId { get; init; }
    public required string Name { get; init; }
    public required long Amount { get; init; }
    public required string Currency { get; init; }
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>month, year.</summary>
    public required string Interval { get; init; }

    /// <summary>Can be transferred to a newer price.</summary>
    public string? LookupKey { get; set; }
}

/// <summary>The subscription that a Checkout Session starts.</summary>
internal sealed record SubscriptionTerms(string PriceId, int TrialDays, Dictionary<string, string> Metadata);

internal sealed record Subscription : IStripeObject
{
    public required string Id { get; init; }
    public required string ItemId { get; init; }
    public required string CustomerId { get; init; }
    public required string Currency { get; init; }
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>The address of its invoices' pages, without a slash at the end.</summary>
    public required string Origin { get; init; }

    public Dictionary<string, string> Metadata { get; init; } = [];
    public required string PriceId { get; set; }

    /// <summary>trialing, active, past_due, paused, canceled.</summary>
    public required string Status { get; set; }

    public required DateTimeOffset PeriodStart { get; set; }
    public required DateTimeOffset PeriodEnd { get; set; }
    public DateTimeOffset? TrialStart { get; init; }
    public DateTimeOffset? TrialEnd { get; set; }
    public bool IsTrialEndAnnounced { get; set; }

    /// <summary>Its invoices are void: it goes on without payments.</summary>
    public bool IsCollectionPaused { get; set; }

    public bool CancelAtPeriodEnd { get; set; }
    public DateTimeOffset? CanceledAt { get; set; }
    public DateTimeOffset? EndedAt { get; set; }
    public string? CancelReason { get; set; }
    public string? PaymentMethodId { get; set; }
    public string? LatestInvoiceId { get; set; }

    /// <summary>The next attempt to collect an unpaid invoice; null where there is none.</summary>
    public DateTimeOffset? NextAttemptAt { get; set; }

    /// <summary>Prorations that the next invoice will contain.</summary>
    public List<InvoiceLine> PendingLines { get; init; } = [];

    /// <summary>The difference between its test clock and the sandbox's clock.</summary>
    public TimeSpan ClockOffset { get; set; }

    [JsonIgnore]
    public bool IsEnded => Status == "canceled";
}

internal sealed record Invoice : IStripeObject
{
    public required string Id { get; init; }

    /// <summary>Null for the invoice of a one-time payment.</summary>
    public string? SubscriptionId { get; init; }

    public string? ItemId { get; init; }
    public string? CustomerId { get; init; }
    public required string Currency { get; init; }
    public required string Origin { get; init; }
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>manual, subscription_create, subscription_cycle, subscription_update.</summary>
    public required string Reason { get; init; }

    public required List<InvoiceLine> Lines { get; init; }
    public long Discount { get; init; }
    public long Tax { get; init; }
    public Dictionary<string, string> Metadata { get; init; } = [];
    public string? Email { get; init; }

    /// <summary>draft, open, paid.</summary>
    public string Status { get; set; } = "draft";

    public int Attempts { get; set; }
    public string? PaymentId { get; set; }
    public DateTimeOffset? PaidAt { get; set; }
    public DateTimeOffset? NextAttemptAt { get; set; }

    [JsonIgnore]
    public long Subtotal => Lines.Sum(line => line.Amount);

    /// <summary>Below zero after a change to a cheaper price.</summary>
    [JsonIgnore]
    public long Total => Subtotal - Discount + Tax;

    /// <summary>Never below zero: the sandbox keeps no balance of a customer.</summary>
    [JsonIgnore]
    public long Due => Math.Max(0, Total);
}

internal sealed record InvoiceLine(
    string Id, string Description, string PriceId, string ProductId, long Amount, long Quantity, bool IsProration,
    DateTimeOffset Start, DateTimeOffset End);

internal sealed record PortalSession : IStripeObject
{
    public required string Id { get; init; }
    public required string Url { get; init; }
    public required DateTimeOffset CreatedAt { get; init; }
    public required string CustomerId { get; init; }
    public string? ReturnUrl { get; init; }

    /// <summary>The change to confirm; null for the portal's home page.</summary>
    public PortalChange? Change { get; init; }
}

/// <summary>Another price for a subscription's item, and the destination after its confirmation.</summary>
internal sealed record PortalChange(string SubscriptionId, string ItemId, string PriceId, string? AfterUrl);
