namespace SeoRankGenius.Credits.Billing.Events;

/// <summary>The outcome of an event, or of an object read back from Stripe.</summary>
internal sealed record EventResult(EventOutcome Outcome, Guid? PurchaseId = null, string? Reason = null)
{
    /// <summary>The license whose subscription was concerned; null where none of ours was.</summary>
    public Guid? LicenseId { get; init; }

    public static EventResult Flag(Guid? purchaseId, string reason) => new(EventOutcome.Flagged, purchaseId, reason);

    /// <summary>The outcome of a step that moves no credits.</summary>
    public static EventOutcome Noted(bool hasChanged) => hasChanged ? EventOutcome.Noted : EventOutcome.NothingToDo;
}

/// <summary>
/// A change that was prepared outside the transaction, with everything that Stripe had to be asked for. May be applied
/// repeatedly; purchases, refunds and disputes only move forward, so the order of changes does not matter.
/// </summary>
/// <param name="ApplyAsync">
/// Applies it in the caller's transaction. Null means that Stripe's answer is stale: nothing was changed, and the
/// change must be prepared again.
/// </param>
/// <param name="PurchaseId">The purchase that Stripe's object names; null where it names none.</param>
internal sealed record PreparedChange(Func<CreditsDb, Task<EventResult?>> ApplyAsync, Guid? PurchaseId = null)
{
    /// <summary>The change of an event that concerns nothing of ours.</summary>
    public static readonly PreparedChange Ignored = OfStatements(_ => new EventResult(EventOutcome.Ignored));

    /// <summary>
    /// The same change where it consists of prepared statements and refuses before its first write: it then needs no
    /// savepoint (<see cref="Writer.RunPreparedAsync"/>). Null for any other.
    /// </summary>
    public Func<CreditsDb, EventResult>? Statements { get; private init; }

    /// <inheritdoc cref="Statements"/>
    public static PreparedChange OfStatements(Func<CreditsDb, EventResult> apply, Guid? purchaseId = null) =>
        new(db => Task.FromResult<EventResult?>(apply(db)), purchaseId) { Statements = apply };
}
