namespace SeoRankGenius.Credits;

/// <summary>
/// Why an operation was refused. A closed list: code that maps it to texts or statuses covers every value.
/// </summary>
public enum RefusalCode
{
    /// <summary>The request is invalid; <see cref="Refusal.Facts"/> holds the errors by field.</summary>
    InvalidRequest,

    /// <summary>
    /// The object does not exist or belongs to another user. The response does not distinguish the two.
    /// </summary>
    NotFound,

    /// <summary>The license is on the Free plan, or its plan has ended.</summary>
    PlanRequired,

    /// <summary>The license is suspended by an admin.</summary>
    LicenseSuspended,

    /// <summary>The pools together hold less than required; facts: <c>required</c>, <c>available</c>.</summary>
    InsufficientCredits,

    /// <summary>
    /// The owner's monthly cap of the site is reached; facts: <c>required</c>, <c>available</c>.
    /// </summary>
    SiteCapReached,

    /// <summary>The owner paused the site.</summary>
    SitePaused,

    /// <summary>The idempotency key was used for another request.</summary>
    IdempotencyKeyReused,

    /// <summary>The hold was captured, released or expired; facts: <c>state</c>, <c>captured</c>.</summary>
    HoldEnded,

    /// <summary>The spend is older than 24 hours.</summary>
    GiveBackExpired,

    /// <summary>The domain was activated too often within an hour; probably two copies of a site use it.</summary>
    ActivatedTooOften,

    /// <summary>A test site has no real credits: none are bought for it or moved to or from it.</summary>
    TestSite,

    /// <summary>The domain belongs to another license.</summary>
    DomainTaken,

    /// <summary>The owner must confirm that a removed site may connect again; the API adds <c>confirmUrl</c>.</summary>
    ConfirmationRequired,

    /// <summary>The license has as many sites as its plan allows; facts: <c>siteLimit</c>.</summary>
    SiteLimitReached,

    /// <summary>Stripe refused a checkout; nothing was charged.</summary>
    CheckoutRefused,

    /// <summary>Another request of the same buyer is opening a checkout. The same request may be sent again.</summary>
    CheckoutBusy,

    /// <summary>The plan is not for sale: Stripe's price does not match the catalog.</summary>
    PlanUnavailable,

    /// <summary>The license has a subscription already.</summary>
    AlreadySubscribed,

    /// <summary>The adjustment was already undone. An adjustment can be undone once.</summary>
    AlreadyUndone,

    /// <summary>The request was already approved, rejected or withdrawn.</summary>
    AlreadyDecided,

    /// <summary>A request must be decided by an admin other than its requester.</summary>
    OwnRequest,

    /// <summary>The change would leave the back office without an admin.</summary>
    LastAdmin,

    /// <summary>The role of a member, or a session limited to one site, lacks the required right.</summary>
    OwnerRequired,
}

/// <summary>
/// An expected refusal. It rolls back the transaction it is thrown in, so a refused operation changes nothing. It
/// carries a sentence for people and facts for programs.
/// </summary>
public sealed class Refusal(RefusalCode code, string sentence, Exception? inner = null) : Exception(sentence, inner)
{
    public RefusalCode Code { get; } = code;

    /// <summary>Whole credits, counts or texts by name, spelled as in the API contract.</summary>
    public Dictionary<string, object> Facts { get; } = [];

    /// <summary><see cref="RefusalCode.InvalidRequest"/>, with the sentence at one field.</summary>
    public static Refusal Invalid(string field, string sentence) =>
        new Refusal(RefusalCode.InvalidRequest, sentence).At(field);

    /// <summary><see cref="RefusalCode.InvalidRequest"/>, with all errors by field.</summary>
    public static Refusal Invalid(Dictionary<string, string[]> errors) =>
        new Refusal(RefusalCode.InvalidRequest, "Fix the highlighted fields.").With("errors", errors);

    /// <summary>Names the field that this refusal belongs to, and returns this refusal.</summary>
    public Refusal At(string field) =>
        With("errors", new Dictionary<string, string[]> { [field] = [Message] });

    /// <summary>Adds one fact and returns this refusal, for use in a throw expression.</summary>
    public Refusal With(string name, object value)
    {
        Facts[name] = value;
        return this;
    }
}

/// <summary>
/// A dependency failed: Stripe is unreachable, or the database is busy, full or unavailable. The same request may be
/// sent again. Nothing was changed unless <see cref="IsOutcomeUnknown"/>.
/// </summary>
public sealed class DependencyUnavailable(string sentence, Exception? inner = null) : Exception(sentence, inner)
{
    /// <summary>True when the connection was lost during the commit: the change may have been written.</summary>
    public bool IsOutcomeUnknown { get; init; }
}
