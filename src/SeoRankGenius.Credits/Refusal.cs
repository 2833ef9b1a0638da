namespace SeoRankGenius.Credits;

/// <summary>Why an operation says no. Closed: whatever turns a code into words or a status names them all.</summary>
public enum RefusalCode
{
    /// <summary>The request itself is wrong; <see cref="Refusal.Facts"/> holds the faults by field.</summary>
    InvalidRequest,

    /// <summary>What is named does not exist, or belongs to someone else: the two are never told apart.</summary>
    NotFound,

    /// <summary>The license is on the Free plan, or its plan has ended.</summary>
    PlanRequired,

    /// <summary>The license is suspended by an admin.</summary>
    LicenseSuspended,

    /// <summary>The pools together hold less than asked; facts: <c>required</c>, <c>available</c>.</summary>
    InsufficientCredits,

    /// <summary>The idempotency key was used for another request.</summary>
    IdempotencyKeyReused,

    /// <summary>The hold was captured, released or expired.</summary>
    HoldEnded,

    /// <summary>The domain belongs to another license.</summary>
    DomainTaken,

    /// <summary>The license has as many sites as its plan allows; facts: <c>siteLimit</c>.</summary>
    SiteLimitReached,

    /// <summary>Stripe said no to a checkout; nothing was charged.</summary>
    CheckoutRefused,

    /// <summary>The plan is not for sale: Stripe's price does not fit the catalog.</summary>
    PlanUnavailable,

    /// <summary>The license has a subscription already.</summary>
    AlreadySubscribed,

    /// <summary>What is asked for shows billing details; a launch link does not open those.</summary>
    PasswordRequired,

    /// <summary>The adjustment was undone before, and is undone once.</summary>
    AlreadyUndone,

    /// <summary>The request was approved, rejected or withdrawn before.</summary>
    AlreadyDecided,

    /// <summary>A request is decided by another admin than the one who asked.</summary>
    OwnRequest,

    /// <summary>Nobody else could open the back office.</summary>
    LastAdmin,

    /// <summary>Only who signed in with their own password may do it, not who was let in for one site.</summary>
    OwnerRequired,
}

/// <summary>
/// An expected "no". It rolls back the transaction it is thrown in, so a refused operation changes nothing,
/// and carries a sentence for people and facts for programs.
/// </summary>
public sealed class Refusal(RefusalCode code, string sentence, Exception? inner = null) : Exception(sentence, inner)
{
    public RefusalCode Code { get; } = code;

    /// <summary>Whole credits, counts or texts by name, in the contract's spelling.</summary>
    public Dictionary<string, object> Facts { get; } = [];

    /// <summary>Adds one fact and hands itself back, for use in a throw expression.</summary>
    public Refusal With(string name, object value)
    {
        Facts[name] = value;
        return this;
    }
}

/// <summary>
/// A dependency failed: Stripe cannot be reached, or the database is busy, full or away. The same request may be sent
/// again; nothing was changed unless <see cref="IsOutcomeUnknown"/>.
/// </summary>
public sealed class DependencyUnavailable(string sentence, Exception? inner = null) : Exception(sentence, inner)
{
    /// <summary>True when the connection was lost during the commit: the change may have been written.</summary>
    public bool IsOutcomeUnknown { get; init; }
}
