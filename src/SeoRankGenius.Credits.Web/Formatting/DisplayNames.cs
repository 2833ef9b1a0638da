namespace SeoRankGenius.Credits.Web.Formatting;

/// <summary>Labels that differ from the name of the enum value, one switch each.</summary>
public static class DisplayNames
{
    /// <summary><c>Pro · active</c>: the plan in effect, and the state.</summary>
    public static string Of(Entitlement entitlement) => $"{entitlement.Plan.Name} · " + entitlement switch
    {
        { IsFree: true, Status: LicenseStatus.Trialing } => "trial ended",
        _ => Format.Label(entitlement.Status).ToLowerInvariant(),
    };

    /// <summary>A pool in the back office.</summary>
    public static string Of(PoolKind pool) => pool switch
    {
        PoolKind.Shared => "the license’s Shared pool",
        PoolKind.Domain => "the site’s Domain pool",
    };

    /// <summary>The automatic top-ups of a site, on its tab.</summary>
    public static string Of(TopUpStatus status) => status switch
    {
        TopUpStatus.Off => "Auto top-up off",
        TopUpStatus.On => "Auto top-up on",
        TopUpStatus.Stopped => "Auto top-up stopped",
    };

    /// <summary>How a purchase was made.</summary>
    public static string Of(PurchaseKind kind) => kind switch
    {
        PurchaseKind.Checkout => "Checkout",
        PurchaseKind.SetUp => "Checkout that sets up auto top-up and saves the card",
        PurchaseKind.Automatic => "Auto top-up with the saved card",
    };

    /// <summary>The label of <see cref="Purchase.ExpiresAt"/>.</summary>
    public static string Deadline(PurchaseKind kind) => kind switch
    {
        PurchaseKind.Checkout or PurchaseKind.SetUp => "Checkout expires",
        PurchaseKind.Automatic => "Retried until",
    };

    /// <summary>The label of the link to a purchase's refunds.</summary>
    public static string RefundLink(PaidCredits paid) => (paid.RefundedMinor + paid.DisputedMinor) switch
    {
        0 => "Refund",
        var returned => $"{Format.Money(returned, paid.Currency)} refunded or disputed",
    };

    /// <summary>What was paid: <c>5,000 shared credits</c>, or <c>Pro, Nov 1, 2026 to Dec 1, 2026</c>.</summary>
    public static string Of(PaidCredits paid, PriceList catalog) => paid switch
    {
        Purchase purchase => Format.Credits(purchase.Credits, purchase.Pool),
        PlanInvoice invoice =>
            $"{PlanName(invoice.Plan, catalog)}, {Format.Date(invoice.StartsAt)} to {Format.Date(invoice.EndsAt)}",
        _ => throw new InvalidOperationException($"{paid.GetType()} is not paid for."),
    };

    /// <summary>The name of a plan; its code once the catalog does not have it.</summary>
    public static string PlanName(string code, PriceList catalog) =>
        catalog.Plans.FirstOrDefault(plan => plan.Code == code)?.Name ?? code;

    /// <summary>The path of a payment in the back office: a purchase, or the license of a plan's invoice.</summary>
    public static string Address(PaidCredits paid) => paid is Purchase purchase
        ? $"{AdminArea.Home}/purchases/{purchase.Id}"
        : $"{AdminArea.Home}/licenses/{paid.LicenseId}";

    /// <summary>The path of a payment's refunds.</summary>
    public static string RefundAddress(PaidCredits paid) => paid is PlanInvoice invoice
        ? $"{AdminArea.Home}/invoices/{invoice.Id}/refund"
        : Address(paid) + "/refund";

    /// <summary>Where the credits of a pool can be spent, as a sentence for the owner.</summary>
    public static string Scope(PoolKind pool, string domain) => pool switch
    {
        PoolKind.Shared => "They work on all websites connected to your license.",
        PoolKind.Domain => $"They belong to {domain} only.",
    };

    public static string Of(EventOutcome outcome) => outcome switch
    {
        EventOutcome.Ignored => "No effect",
        EventOutcome.NothingToDo => "No change",
        EventOutcome.Noted => "Recorded",
        EventOutcome.Credited => "Credited",
        EventOutcome.TakenBack => "Credits removed",
        EventOutcome.GivenBack => "Credits returned",
        EventOutcome.Flagged => "Mismatch",
    };

    /// <summary>A request for approval in a few words.</summary>
    public static string Of(ApprovalLine line) => line.Request.Kind switch
    {
        ApprovalKind.Adjustment => $"{Format.Change(line.Request.Credits)} credits",
        ApprovalKind.Transfer => $"Move {Format.Credits(line.Request.Credits)}",
        ApprovalKind.Undo => "Undo an adjustment",
        ApprovalKind.Refund => $"Refund {line.Amount}",
    };

    /// <summary>The reason of a request for approval.</summary>
    public static string Reason(ApprovalRequest request) =>
        Enum.TryParse<AdjustmentReason>(request.Reason, out var reason)
            ? AdjustmentDescriptions.Of(reason)
            : OfRefundReason(request.Reason);

    /// <summary>Stripe's reasons for a refund.</summary>
    public static string OfRefundReason(string reason) => reason switch
    {
        "requested_by_customer" => "Requested by the buyer",
        "duplicate" => "Duplicate payment",
        "fraudulent" => "Fraud",
        _ => reason,
    };

    /// <summary>
    /// The CSS class of a badge: <c>good</c>, <c>warn</c>, <c>bad</c>; null where nothing is to be done.
    /// </summary>
    public static string? Tone(Entitlement entitlement) => entitlement.Status switch
    {
        LicenseStatus.Active => "good",
        LicenseStatus.Trialing => entitlement.IsFree ? "warn" : null,
        LicenseStatus.PastDue or LicenseStatus.Suspended => "bad",
        LicenseStatus.Canceled => "warn",
    };

    /// <inheritdoc cref="Tone(Entitlement)"/>
    public static string? Tone(PurchaseStatus status) => status switch
    {
        PurchaseStatus.Paid => "good",
        PurchaseStatus.Pending or PurchaseStatus.Open => "warn",
        PurchaseStatus.Failed => null,
    };

    /// <inheritdoc cref="Tone(Entitlement)"/>
    public static string? Tone(SubscriptionStatus status) => status switch
    {
        SubscriptionStatus.Active => "good",
        SubscriptionStatus.Trialing or SubscriptionStatus.Canceled or SubscriptionStatus.IncompleteExpired => null,
        SubscriptionStatus.Incomplete or SubscriptionStatus.Paused or SubscriptionStatus.Uncollected => "warn",
        SubscriptionStatus.PastDue or SubscriptionStatus.Unpaid => "bad",
    };

    /// <inheritdoc cref="Tone(Entitlement)"/>
    public static string? Tone(DisputeStatus status) => status switch
    {
        DisputeStatus.Inquiry or DisputeStatus.NeedsResponse or DisputeStatus.Lost => "bad",
        DisputeStatus.InquiryUnderReview or DisputeStatus.UnderReview => "warn",
        DisputeStatus.InquiryClosed or DisputeStatus.Prevented or DisputeStatus.Won => "good",
    };

    /// <summary>
    /// The purchase that an entry is about, from its cause: <c>purchase:ID</c>, <c>refund:ID:1</c>. Null for others.
    /// </summary>
    public static Guid? PurchaseOf(EntryRow entry) =>
        entry.Kind is TransactionKind.Purchase or TransactionKind.Refund or TransactionKind.Dispute
            or TransactionKind.Reinstatement
        && Guid.TryParse(entry.Cause.Split(':').ElementAtOrDefault(1), out var id)
            ? id
            : null;

    /// <summary>A note of the plugin with the feature's name instead of its code: <c>Meta generation ×10</c>.</summary>
    public static string Note(string note, PriceList catalog) =>
        catalog.Features.FirstOrDefault(feature => note.Split(' ')[0] == feature.Code) is { } known
            ? known.Name + note[known.Code.Length..]
            : note;

    /// <summary>Why credits moved with a purchase's money.</summary>
    public static string OfPayment(TransactionKind kind) => kind switch
    {
        TransactionKind.Refund => "Money was refunded",
        TransactionKind.Dispute => "Money was withdrawn by a dispute",
        TransactionKind.Reinstatement => "Money came back",
        _ => "Pack bought",
    };

    /// <summary>What happens to a subscription at the end of its period.</summary>
    public static string NextDate(Subscription subscription) =>
        subscription.IsOver ? "Paid until" : subscription.EndsAt is null ? "Renews" : "Ends";

    /// <summary>Stripe's code for what the buyer of a disputed payment claims, as words.</summary>
    public static string OfDisputeReason(string? reason) =>
        reason is null ? "None given" : char.ToUpperInvariant(reason[0]) + reason[1..].Replace('_', ' ');

    /// <summary>The CSS class of a kind: adds credits, uses them, or was made by hand or by a refund.</summary>
    public static string Style(TransactionKind kind) => kind switch
    {
        TransactionKind.Grant or TransactionKind.Purchase or TransactionKind.Reinstatement => "in",
        TransactionKind.Adjustment or TransactionKind.Transfer or TransactionKind.Refund
            or TransactionKind.Dispute => "hand",
        TransactionKind.Spend or TransactionKind.HoldPlaced or TransactionKind.HoldReturned
            or TransactionKind.SpendReturned => "use",
    };

    /// <summary>
    /// The actor of an entry: another site's domain, <c>plugin</c> for the pool's own site, an admin's address, or
    /// <c>Stripe</c>.
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
