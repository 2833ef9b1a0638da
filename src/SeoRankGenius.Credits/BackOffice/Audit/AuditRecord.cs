namespace SeoRankGenius.Credits.BackOffice.Audit;

/// <summary>An admin's action. A closed list, stored by name: a name never changes its meaning.</summary>
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
    EventResolved,
    ItemResolved,
    RefundStarted,
    SubscriptionCanceled,
    CustomerReplaced,
    PageViewed,
    FormSent,
    KeyRotated,
    AccountErased,
    SiteReturnAllowed,
    MemberInvited,
    MemberJoined,
    MemberRoleChanged,
    MemberRemoved,
    MemberLeft,
}

/// <summary>
/// Who did what, when, from where, and what changed. Append-only: triggers refuse update and delete. Names and
/// sentences stay as they were at that time, even when their subject changes; only erasing a person removes their name.
/// </summary>
public sealed class AuditRecord
{
    private const int LongestSentence = 500;

    private AuditRecord()
    {
    }

    /// <summary>Ascending in the order of writing; the paging key.</summary>
    public long Number { get; private set; }

    /// <summary>UTC.</summary>
    public DateTime At { get; private set; }

    public AuditAction Action { get; private set; }

    /// <summary>The admin's user id; null without a sign-in.</summary>
    public Guid? ActorId { get; private set; }

    /// <summary>The row with the actor's name and address.</summary>
    public Guid PersonId { get; private set; }

    public Person Actor { get; private set; } = null!;

    /// <summary>The actor's e-mail address at that time, or <c>command line</c>.</summary>
    public string ActorName => Actor.Name;

    public string Role { get; private set; } = "";

    /// <summary>The network address; null at the command line.</summary>
    public string? IpAddress => Actor.IpAddress;

    /// <summary>Whom the sentence is about; null for nobody.</summary>
    public Guid? AboutId { get; private set; }

    public Person? About { get; private set; }

    public Guid? LicenseId { get; private set; }

    public Guid? SiteId { get; private set; }

    public Guid? PurchaseId { get; private set; }

    /// <summary>The old values as short JSON; null when nothing changed or nothing existed.</summary>
    public string? Before { get; private set; }

    /// <summary>The new values as short JSON; null when nothing changed or nothing remains.</summary>
    public string? After { get; private set; }

    /// <summary>The sentence as it is stored: with <see cref="AuditEntry.Name"/> instead of a name.</summary>
    public string Text { get; private set; } = "";

    /// <summary>What happened and why, as text.</summary>
    public string Sentence => Text.Replace(AuditEntry.Name, About?.Name ?? "", StringComparison.Ordinal);

    internal static AuditRecord Of(Actor actor, Person who, Person? about, AuditEntry entry, DateTime now) => new()
    {
        At = now,
        Action = entry.Action,
        ActorId = actor.UserId,
        Actor = who,
        About = about,
        Role = actor.Role,
        LicenseId = entry.LicenseId,
        SiteId = entry.SiteId,
        PurchaseId = entry.PurchaseId,
        Before = entry.BeforeJson,
        After = entry.AfterJson,
        Text = entry.Sentence.Length > LongestSentence ? entry.Sentence[..LongestSentence] : entry.Sentence,
    };
}
