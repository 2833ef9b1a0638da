using SeoRankGenius.Credits.BackOffice;
using SeoRankGenius.Credits.Billing;
using SeoRankGenius.Credits.Ledger;
using SeoRankGenius.Credits.Licensing;

namespace SeoRankGenius.Credits.Web;

/// <summary>What the back office calls things.</summary>
public static class Words
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
    public static string Of(Standing standing) =>
        $"{standing.Plan.Name} · {(standing is { IsFree: true, TrialEndsAt: not null } ? "trial over"
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

    public static string Of(HoldStatus status) => status switch
    {
        HoldStatus.Open => "Open",
        HoldStatus.Captured => "Captured",
        HoldStatus.Released => "Released",
        HoldStatus.Expired => "Expired",
    };

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
    public static string Actor(EntryRow entry, EntryPage page, LicenseFile license)
    {
        const string Site = "site:";
        if (entry.Actor.StartsWith(Site, StringComparison.Ordinal)
            && Guid.TryParse(entry.Actor[Site.Length..], out var id))
            return entry.PoolId != id && license.Pool(id) is { } pool ? pool.Name : "plugin";
        return page.Admins.GetValueOrDefault(entry.Actor) ?? (entry.Actor == "stripe" ? "Stripe" : entry.Actor);
    }
}
