using System.Text.Json.Serialization;

namespace SeoRankGenius.Credits.Demo.Sandbox.State;

/// <summary>What something costs each month, with its product.</summary>
internal sealed record RecurringPrice
{
    public required string Id { get; init; }
    public required string ProductId { get; init; }
    public required string Name { get; init; }
    public required long AmountCents { get; init; }
    public required string Currency { get; init; }
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>month, year.</summary>
    public required string Interval { get; init; }

    /// <summary>Moves on to a newer price.</summary>
    public string? LookupKey { get; set; }
}

/// <summary>What a checkout is to make of it.</summary>
internal sealed record SubscriptionTerms(string PriceId, int TrialDays, Dictionary<string, string> Metadata);

/// <summary>Someone who pays each month, until it is cancelled or no longer paid.</summary>
internal sealed record Subscription
{
    public required string Id { get; init; }
    public required string ItemId { get; init; }
    public required string CustomerId { get; init; }
    public required string Currency { get; init; }
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>Where its invoices' pages are, without a slash at the end.</summary>
    public required string Origin { get; init; }

    public Dictionary<string, string> Metadata { get; init; } = [];
    public required string PriceId { get; set; }

    /// <summary>trialing, active, past_due, paused, canceled.</summary>
    public required string Status { get; set; }

    public required DateTimeOffset PeriodStart { get; set; }
    public required DateTimeOffset PeriodEnd { get; set; }
    public DateTimeOffset? TrialStart { get; init; }
    public DateTimeOffset? TrialEnd { get; set; }
    public bool CancelAtPeriodEnd { get; set; }
    public DateTimeOffset? CanceledAt { get; set; }
    public DateTimeOffset? EndedAt { get; set; }
    public string? CancelReason { get; set; }

    /// <summary>What it is charged to.</summary>
    public string? PaymentMethodId { get; set; }

    public string? LatestInvoiceId { get; set; }

    /// <summary>When an unpaid invoice is tried again; null where none is.</summary>
    public DateTimeOffset? TriesAgainAt { get; set; }

    /// <summary>How far its own clock was moved ahead of the sandbox's.</summary>
    public TimeSpan Ahead { get; set; }

    [JsonIgnore]
    public bool IsOver => Status == "canceled";
}

/// <summary>What a subscription is to be paid, once or more often tried.</summary>
internal sealed record Invoice
{
    public required string Id { get; init; }
    public required string SubscriptionId { get; init; }
    public required string ItemId { get; init; }
    public required string CustomerId { get; init; }
    public required string Currency { get; init; }
    public required string Origin { get; init; }
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>subscription_create, subscription_cycle, subscription_update.</summary>
    public required string Reason { get; init; }

    public required List<InvoiceLine> Lines { get; init; }
    public Dictionary<string, string> Metadata { get; init; } = [];
    public string? Email { get; init; }

    /// <summary>draft, open, paid, uncollectible.</summary>
    public string Status { get; set; } = "draft";

    public int Attempts { get; set; }
    public string? PaymentId { get; set; }
    public DateTimeOffset? PaidAt { get; set; }
    public DateTimeOffset? TriesAgainAt { get; set; }

    /// <summary>What goes below zero stays with the customer; the sandbox forgets it.</summary>
    [JsonIgnore]
    public long TotalCents => Math.Max(0, Lines.Sum(line => line.AmountCents));
}

internal sealed record InvoiceLine(
    string Id, string Description, string PriceId, string ProductId, long AmountCents, bool IsProration,
    DateTimeOffset Start, DateTimeOffset End);

/// <summary>A door into the billing portal.</summary>
internal sealed record PortalSession
{
    public required string Id { get; init; }
    public required string Url { get; init; }
    public required DateTimeOffset CreatedAt { get; init; }
    public required string CustomerId { get; init; }
    public string? ReturnUrl { get; init; }

    /// <summary>The change that it asks to confirm; null for the portal's first page.</summary>
    public PortalChange? Change { get; init; }
}

/// <summary>Another price for a subscription's item, and where the browser goes afterwards.</summary>
internal sealed record PortalChange(string SubscriptionId, string ItemId, string PriceId, string? ThenUrl);
