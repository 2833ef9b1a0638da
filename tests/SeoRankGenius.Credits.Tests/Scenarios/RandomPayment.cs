using System.Text.Json.Nodes;

namespace SeoRankGenius.Credits.Tests.Scenarios;

/// <summary>What was paid at Stripe in a random run, and what became of it there.</summary>
public sealed class RandomPayment(Guid poolId, long credits, JsonObject payment)
{
    public Guid PoolId => poolId;
    public long Credits { get; } = credits;
    public string PaymentId { get; } = (string)payment["id"]!;
    public string ChargeId { get; } = (string)payment["latest_charge"]!;
    public long Minor { get; } = (long)payment["amount"]!;
    public string? Subscription { get; init; }

    /// <summary>What the plan grants since it was changed within the paid period.</summary>
    public long CreditsNow { get; set; } = credits;

    public long Refunded { get; set; }
    public string? DisputeId { get; set; }
    public long Disputed { get; set; }

    /// <summary>Whole credits to take back.</summary>
    public long Owed => Math.Min(Credits, Credits - CreditsNow + (Refunded + Disputed >= Minor
        ? Credits
        : Credits * (Refunded + Disputed) / Minor));
}
