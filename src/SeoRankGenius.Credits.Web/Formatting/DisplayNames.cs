using SeoRankGenius.Credits.BackOffice.Adjustments;
using SeoRankGenius.Credits.BackOffice.Audit;
using SeoRankGenius.Credits.BackOffice.Entries;
using SeoRankGenius.Credits.BackOffice.Licenses;
using SeoRankGenius.Credits.Billing.Events;
using SeoRankGenius.Credits.Billing.Purchases;
using SeoRankGenius.Credits.Billing.Subscriptions;
using SeoRankGenius.Credits.Ledger;
using SeoRankGenius.Credits.Licensing;

namespace SeoRankGenius.Credits.Web.Formatting;

/// <summary>What the back office calls things.</summary>
public static class DisplayNames
{
    public static string Of(LicenseStatus status) => status switch
    {
        LicenseStatus.Active => "Active",
        LicenseStatus.Trialing => "Trial",
        LicenseStatus.PastDue => "Past due",
        LicenseStatus.Canceled => "Canceled",
        LicenseStatus.Suspended => "Suspended",
    };

    /// <summary><c>Pro · active</c>: the plan as it counts now, and the state.</summary>
    public static string Of(Entitlement standing) =>
        $"{standing.Plan.Name} · {(standing is { IsFree: true, Status: LicenseStatus.Trialing } ? "trial over"
            : Of(standing.Status).ToLowerInvariant())}";

    public static string Of(TransactionKind kind) => kind switch
    {
        TransactionKind.Grant => "Grant",
        TransactionKind.Purchase => "Purchase",
        TransactionKind.Spend => "Spend",
        TransactionKind.HoldPlaced => "Hold placed",
        TransactionKind.HoldReturned => "Hold returned",
        TransactionKind.Adjustment => "Adjustment",
        TransactionKind.Refund => "Refund",
        TransactionKind.Dispute => "Dispute",
        TransactionKind.Reinstatement => "Reinstatement",
    };

    public static string Of(PurchaseStatus status) => status switch
    {
        PurchaseStatus.Open => "Open",
        PurchaseStatus.Pending => "Payment under way",
        PurchaseStatus.Failed => "Not paid",
        PurchaseStatus.Paid => "Paid",
    };

    public static string Of(EventOutcome outcome) => outcome switch
    {
        EventOutcome.Ignored => "No effect",
        EventOutcome.NothingToDo => "Nothing to do",
        EventOutcome.Noted => "Noted",
        EventOutcome.Credited => "Credited",
        EventOutcome.TakenBack => "Credits taken back",
        EventOutcome.GivenBack => "Credits given back",
        EventOutcome.Flagged => "Does not fit",
    };

    public static string Of(SubscriptionStatus status) => status switch
    {
        SubscriptionStatus.Incomplete => "First payment under way",
        SubscriptionStatus.Trialing => "Trial",
        SubscriptionStatus.Active => "Active",
        SubscriptionStatus.PastDue => "Past due",
        SubscriptionStatus.Unpaid => "Unpaid",
        SubscriptionStatus.Paused => "Paused",
        SubscriptionStatus.IncompleteExpired => "Never paid",
        SubscriptionStatus.Canceled => "Canceled",
    };

    public static string Of(HoldStatus status) => status switch
    {
        HoldStatus.Open => "Open",
        HoldStatus.Captured => "Captured",
        HoldStatus.Released => "Released",
        HoldStatus.Expired => "Expired",
    };

    public static string Of(ApprovalStatus status) => status switch
    {
        ApprovalStatus.Waiting => "Waiting",
        ApprovalStatus.Approved => "Approved",
        ApprovalStatus.Rejected => "Rejected",
        ApprovalStatus.Withdrawn => "Withdrawn",
    };

    public static string Of(AuditAction action) => action switch
    {
        AuditAction.SignedIn => "Signed in",
        AuditAction.SignInFailed => "Sign-in failed",
        AuditAction.SignedOut => "Signed out",
        AuditAction.SignedOutEverywhere => "Signed out everywhere",
        AuditAction.Reauthenticated => "Confirmed after a pause",
        AuditAction.TwoFactorTurnedOn => "Two-factor turned on",
        AuditAction.TwoFactorTurnedOff => "Two-factor turned off",
        AuditAction.RecoveryCodesMade => "Recovery codes made",
        AuditAction.AdminAdded => "Admin added",
        AuditAction.AdminRemoved => "Admin removed",
        AuditAction.PasswordSet => "Password set by link",
        AuditAction.Searched => "Searched",
        AuditAction.LicenseViewed => "License viewed",
        AuditAction.PurchaseViewed => "Purchase viewed",
        AuditAction.AuditExported => "Audit exported",
        AuditAction.LicenseCreated => "License created",
        AuditAction.PlanChanged => "Plan changed",
        AuditAction.SiteLimitChanged => "Site limit changed",
        AuditAction.LicenseSuspended => "License suspended",
        AuditAction.LicenseResumed => "License resumed",
        AuditAction.SiteRenamed => "Site renamed",
        AuditAction.SiteRemoved => "Site removed",
        AuditAction.TokenRotated => "Token rotated",
        AuditAction.TokenRevoked => "Token revoked",
        AuditAction.CreditsAdjusted => "Credits adjusted",
        AuditAction.CreditsMoved => "Credits moved",
        AuditAction.AdjustmentUndone => "Adjustment undone",
        AuditAction.ApprovalAsked => "Approval asked for",
        AuditAction.ApprovalGiven => "Approved",
        AuditAction.ApprovalRejected => "Rejected",
        AuditAction.ApprovalWithdrawn => "Withdrawn",
        AuditAction.StripeAsked => "Checked with Stripe",
        AuditAction.EventReapplied => "Event applied again",
        AuditAction.RefundStarted => "Refund started",
    };

    /// <summary>What a request asks for, in a few words.</summary>
    public static string What(ApprovalLine line) => line.Request.Kind switch
    {
        ApprovalKind.Adjustment => $"{Format.Change(line.Request.Credits)} credits",
        ApprovalKind.Transfer => $"Move {Format.Number(line.Request.Credits)} credits",
        ApprovalKind.Undo => "Undo an adjustment",
        ApprovalKind.Refund => $"Refund {line.Amount}",
    };

    /// <summary>The name of a request's reason.</summary>
    public static string Reason(ApprovalRequest request) =>
        Enum.TryParse<AdjustmentReason>(request.Reason, out var reason)
            ? AdjustmentDescriptions.Of(reason)
            : DisputeDescriptions.OfReason(request.Reason);

    /// <summary>The style of a kind: what brings credits, what takes them, what people did.</summary>
    public static string Style(TransactionKind kind) => kind switch
    {
        TransactionKind.Grant or TransactionKind.Purchase or TransactionKind.Reinstatement => "in",
        TransactionKind.Adjustment or TransactionKind.Refund or TransactionKind.Dispute => "hand",
        TransactionKind.Spend or TransactionKind.HoldPlaced or TransactionKind.HoldReturned => "use",
    };

    /// <summary>
    /// Who moved credits, for people: the site where it is not the pool's own, an admin's address, Stripe.
    /// </summary>
    public static string Actor(EntryRow entry, EntryPage page, LicenseDetails license)
    {
        const string Site = "site:";
        if (entry.Actor.StartsWith(Site, StringComparison.Ordinal)
            && Guid.TryParse(entry.Actor[Site.Length..], out var id))
            return entry.PoolId != id && license.Pool(id) is { } pool ? pool.Name : "plugin";
        return page.Admins.GetValueOrDefault(entry.Actor) ?? (entry.Actor == "stripe" ? "Stripe" : entry.Actor);
    }
}
