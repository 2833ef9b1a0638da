namespace SeoRankGenius.Credits.BackOffice.Audit;

/// <summary>What an admin did. Closed; stored by name, so a name is never given another meaning.</summary>
public enum AuditAction
{
    SignedIn,
    SignInFailed,
    SignedOut,
    SignedOutEverywhere,
    IdentityConfirmed,
    TwoFactorTurnedOn,
    TwoFactorTurnedOff,
    RecoveryCodesCreated,
    AdminAdded,
    AdminRemoved,
    PasswordSet,
    Searched,
    LicenseViewed,
    PurchaseViewed,
    AuditExported,
    LicenseCreated,
    PlanChanged,
    SiteLimitChanged,
    LicenseSuspended,
    LicenseResumed,
    SiteRenamed,
    SiteRemoved,
    TokenRotated,
    TokenRevoked,
    CreditsAdjusted,
    CreditsMoved,
    AdjustmentUndone,
    ApprovalRequested,
    ApprovalGiven,
    ApprovalRejected,
    ApprovalWithdrawn,
    CheckedWithStripe,
    EventReapplied,
    RefundStarted,
}

/// <summary>
/// Who did what, when, from where, and what changed. Append-only: triggers refuse update and delete. Names and
/// sentences are as they were at that moment, whatever becomes of what they are about.
/// </summary>
public sealed class AuditRecord
{
    private const int LongestSentence = 500;

    private AuditRecord()
    {
    }

    /// <summary>Ascending in the order of writing; pages go by it.</summary>
    public long Number { get; private set; }

    /// <summary>UTC.</summary>
    public DateTime At { get; private set; }

    public AuditAction Action { get; private set; }

    /// <summary>The admin's user id; null where nobody signed in.</summary>
    public Guid? ActorId { get; private set; }

    /// <summary>The actor's e-mail address at that moment, or <c>command line</c>.</summary>
    public string ActorName { get; private set; } = "";

    public string Role { get; private set; } = "";

    /// <summary>From where; null at the command line.</summary>
    public string? IpAddress { get; private set; }

    public Guid? LicenseId { get; private set; }

    public Guid? SiteId { get; private set; }

    public Guid? PurchaseId { get; private set; }

    /// <summary>What it was, as short JSON; null where nothing changed or nothing was there.</summary>
    public string? Before { get; private set; }

    /// <summary>What it became, as short JSON; null where nothing changed or nothing is left.</summary>
    public string? After { get; private set; }

    /// <summary>What happened and why, for people.</summary>
    public string Sentence { get; private set; } = "";

    internal static AuditRecord Of(Actor actor, AuditEntry deed, DateTime now) => new()
    {
        At = now,
        Action = deed.Action,
        ActorId = actor.UserId,
        ActorName = actor.Name,
        Role = actor.Role,
        IpAddress = actor.IpAddress,
        LicenseId = deed.LicenseId,
        SiteId = deed.SiteId,
        PurchaseId = deed.PurchaseId,
        Before = deed.BeforeJson,
        After = deed.AfterJson,
        Sentence = deed.Sentence.Length > LongestSentence ? deed.Sentence[..LongestSentence] : deed.Sentence,
    };
}
