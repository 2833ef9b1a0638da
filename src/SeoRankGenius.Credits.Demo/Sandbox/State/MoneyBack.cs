using System.Text.Json.Serialization;

namespace SeoRankGenius.Credits.Demo.Sandbox.State;

/// <summary>Part or all of a charge that goes back to the payer.</summary>
internal sealed record Refund
{
    public required string Id { get; init; }
    public required string ChargeId { get; init; }
    public required string PaymentId { get; init; }
    public required DateTimeOffset CreatedAt { get; init; }
    public required long AmountCents { get; init; }
    public required string Currency { get; init; }
    public string? Reason { get; init; }
    public Dictionary<string, string> Metadata { get; init; } = [];

    /// <summary>pending, succeeded, failed. A bank may refuse the money even after it succeeded.</summary>
    public required string Status { get; set; }

    /// <summary>Counts as money on its way back, or there.</summary>
    [JsonIgnore]
    public bool IsStanding => Status != "failed";
}

/// <summary>A payer's bank takes a charge back, or asks about it.</summary>
internal sealed record Dispute
{
    public required string Id { get; init; }
    public required string ChargeId { get; init; }
    public required string PaymentId { get; init; }
    public required DateTimeOffset CreatedAt { get; init; }
    public required long AmountCents { get; init; }
    public required string Currency { get; init; }

    /// <summary>warning_needs_response, warning_closed, needs_response, under_review, won, lost.</summary>
    public required string Status { get; set; }

    /// <summary>What left the account (below zero) and came back (above zero).</summary>
    public List<Move> Moves { get; init; } = [];

    [JsonIgnore]
    public bool IsInquiry => Status.StartsWith("warning_", StringComparison.Ordinal);

    [JsonIgnore]
    public bool IsOpen => Status is "warning_needs_response" or "needs_response" or "under_review";
}

/// <summary>A line of the account's balance.</summary>
internal sealed record Move(string Id, DateTimeOffset At, long AmountCents, long FeeCents);
