using EventTypes = Stripe.EventTypes;
using StripeDispute = Stripe.Dispute;

namespace SeoRankGenius.Credits.Billing.Refunds;

/// <summary>Where a dispute stands, as Stripe says it. It only moves down this list.</summary>
public enum DisputeStatus
{
    /// <summary>The bank asks; no money moved.</summary>
    Inquiry,

    InquiryUnderReview,

    InquiryClosed,

    /// <summary>The bank took the money and waits for evidence.</summary>
    NeedsResponse,

    UnderReview,

    /// <summary>Settled before it became one.</summary>
    Prevented,

    /// <summary>The money stays with the buyer.</summary>
    Lost,

    /// <summary>The money comes back.</summary>
    Won,
}

/// <summary>
/// A buyer's bank that takes a purchase's money back, or asks about it. What counts is the money: what left and what
/// came back only grows, so its events may come late, twice and in any order.
/// </summary>
public sealed class Dispute
{
    private Dispute()
    {
    }

    /// <summary>Stripe's <c>du_…</c>.</summary>
    public string Id { get; private set; } = "";

    public Guid PurchaseId { get; private set; }

    /// <summary>Whole cents that the bank disputes.</summary>
    public long AmountCents { get; private set; }

    /// <summary>Whole cents that left our account, fees aside.</summary>
    public long WithdrawnCents { get; private set; }

    /// <summary>Whole cents of them that came back.</summary>
    public long ReinstatedCents { get; private set; }

    public DisputeStatus Status { get; private set; }

    /// <summary>Stripe's word for what the buyer claims.</summary>
    public string? Reason { get; private set; }

    /// <summary>When Stripe made it. UTC.</summary>
    public DateTime CreatedAt { get; private set; }

    /// <summary>Whole cents that it holds now.</summary>
    public long HeldCents => WithdrawnCents - ReinstatedCents;

    internal static Dispute Of(Guid purchaseId, DisputeSnapshot news)
    {
        var dispute = new Dispute
        {
            Id = news.Told.Id, PurchaseId = purchaseId, Reason = news.Told.Reason, CreatedAt = news.Told.Created,
        };
        dispute.Learn(news);
        return dispute;
    }

    /// <summary>Takes over what Stripe says of it now, or said once. False when nothing is new.</summary>
    internal bool Learn(DisputeSnapshot news)
    {
        var before = (AmountCents, WithdrawnCents, ReinstatedCents, Status);
        AmountCents = Math.Max(AmountCents, news.Told.Amount);
        WithdrawnCents = Math.Max(WithdrawnCents, news.WithdrawnCents);
        ReinstatedCents = Math.Min(Math.Max(ReinstatedCents, news.ReinstatedCents), WithdrawnCents);
        var status = StatusOf(news.Told.Status);
        Status = status > Status ? status : Status;
        return before != (AmountCents, WithdrawnCents, ReinstatedCents, Status);
    }

    private static DisputeStatus StatusOf(string? status) => status switch
    {
        "warning_needs_response" => DisputeStatus.Inquiry,
        "warning_under_review" => DisputeStatus.InquiryUnderReview,
        "warning_closed" => DisputeStatus.InquiryClosed,
        "under_review" => DisputeStatus.UnderReview,
        "prevented" => DisputeStatus.Prevented,
        "lost" => DisputeStatus.Lost,
        "won" => DisputeStatus.Won,
        _ => DisputeStatus.NeedsResponse,
    };
}

/// <summary>A dispute as Stripe tells of it, and the type of the event that did; null when it was asked.</summary>
internal sealed record DisputeSnapshot(StripeDispute Told, string? EventType)
{
    /// <summary>
    /// The lines of our balance say what moved; an event of money that moved says it without them.
    /// </summary>
    public long WithdrawnCents => Told.BalanceTransactions is { Count: > 0 } moves
        ? -moves.Where(move => move.Amount < 0).Sum(move => move.Amount)
        : EventType is EventTypes.ChargeDisputeFundsWithdrawn or EventTypes.ChargeDisputeFundsReinstated
            ? Told.Amount
            : 0;

    /// <inheritdoc cref="WithdrawnCents"/>
    public long ReinstatedCents => Told.BalanceTransactions is { Count: > 0 } moves
        ? moves.Where(move => move.Amount > 0).Sum(move => move.Amount)
        : EventType is EventTypes.ChargeDisputeFundsReinstated ? Told.Amount : 0;
}
