namespace SeoRankGenius.Credits.Web.Pages.Account.Activity;

/// <summary>Texts of movements for their owner.</summary>
public static class ActivitySummary
{
    public static string Label(TransactionKind kind) => kind switch
    {
        TransactionKind.Spend => "Used",
        TransactionKind.HoldPlaced => "Held",
        TransactionKind.HoldReturned => "Returned from hold",
        TransactionKind.SpendReturned => "Given back",
        TransactionKind.Grant => "Included credits",
        TransactionKind.Purchase => "Purchase",
        TransactionKind.Adjustment => "Adjustment",
        TransactionKind.Transfer => "Allocated to the site",
        TransactionKind.Refund => "Refund",
        TransactionKind.Dispute => "Dispute",
        TransactionKind.Reinstatement => "Dispute won",
    };

    public static string Label(ActivityKind kind) => kind switch
    {
        ActivityKind.Use => "Use",
        ActivityKind.Added => "Purchases and included credits",
        ActivityKind.Refunded => "Refunds and disputes",
        ActivityKind.Adjusted => "Adjustments and transfers",
    };

    /// <summary>What became of a hold: <c>40 of 100 used</c>; null for any other movement.</summary>
    public static string? Outcome(ActivityLine line) => line.Hold switch
    {
        null => null,
        { Status: HoldStatus.Open } hold => $"Open until {Format.DateAndTime(hold.ExpiresAt)} UTC",
        { Status: HoldStatus.Captured } hold =>
            $"{Format.Number(hold.Captured)} of {Format.Number(hold.Held.Total)} used",
        { Status: HoldStatus.Released } => "Released, nothing used",
        { Status: HoldStatus.Expired } => "Expired, nothing used",
    };

    /// <summary>Why credits moved: an adjustment's reason, a grant's text; null for a use.</summary>
    public static string? Reason(ActivityLine line) => line.Kind switch
    {
        // The sentence after the colon is for the back office.
        ActivityKind.Adjusted => line.Row.Note?.Split(':')[0],
        ActivityKind.Added or ActivityKind.Refunded => line.Row.Note,
        ActivityKind.Use => null,
    };

    /// <summary>
    /// Where a reference leads: a path or an address of the line's own site. Null for any other text, which is not
    /// linked.
    /// </summary>
    public static string? Link(ActivityLine line)
    {
        if (line is not { Reference: { } reference, Domain: { } domain })
            return null;
        if (reference.StartsWith('/') && !reference.StartsWith("//", StringComparison.Ordinal))
            reference = $"https://{domain}{reference}";
        return Uri.TryCreate(reference, UriKind.Absolute, out var address)
            && address.Scheme is "http" or "https" && address.UserInfo.Length == 0
            && (address.Host == domain || address.Host == "www." + domain)
                ? address.AbsoluteUri
                : null;
    }
}
