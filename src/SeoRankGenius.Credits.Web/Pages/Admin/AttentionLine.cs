namespace SeoRankGenius.Credits.Web.Pages.Admin;

/// <summary>One item of the start page's list, with the action to take.</summary>
/// <param name="Kind">What it is, in a badge.</param>
/// <param name="Tone">The badge's CSS class.</param>
/// <param name="Text">What happened.</param>
/// <param name="Action">The label of the link.</param>
/// <param name="Address">Where the link leads.</param>
public sealed record AttentionLine(string Kind, string Tone, string Text, string Action, string Address)
{
    /// <summary>When it happened. UTC; null for a state that holds now.</summary>
    public DateTime? At { get; init; }

    /// <summary>What an admin can resolve with a reason; null for what ends by itself or by its action.</summary>
    public Guid? SubjectId { get; init; }

    /// <summary>All items, those with a deadline and those about money first.</summary>
    public static IEnumerable<AttentionLine> Of(AttentionItems items, TimeProvider time) =>
    [
        .. OfLedger(items),
        .. items.Disputes.Select(dispute => Of(dispute, time)),
        .. items.Flagged.Select(stored => new AttentionLine(
            "Payment mismatch", "bad", stored.Reason ?? stored.Type, "Review and resolve",
            $"{AdminArea.Home}/events/{stored.Id}") { At = stored.ReceivedAt }),
        .. items.Unsettled.Select(line => new AttentionLine(
            "Unconfirmed payment", "warn",
            $"{Format.Money(line.Purchase.PriceMinor, line.Purchase.Currency)} for {line.Domain}: the checkout has "
            + "ended, and no Stripe event reports its result.",
            "Check with Stripe", $"{AdminArea.Home}/purchases/{line.Purchase.Id}") { At = line.Purchase.CreatedAt }),
        .. items.Shortfalls.Select(shortfall => new AttentionLine(
            "Shortfall", "warn",
            $"{shortfall.Site}: {Format.Number(shortfall.Shortfall)} of {Format.Credits(shortfall.Credits)} were spent "
            + "before their money went back.",
            "Review purchase", $"{AdminArea.Home}/purchases/{shortfall.PurchaseId}")
        {
            SubjectId = shortfall.PurchaseId,
        }),
        .. items.PlanShortfalls.Select(shortfall => new AttentionLine(
            "Shortfall", "warn",
            $"License …{shortfall.KeyHint}, plan {shortfall.Plan}: {Format.Number(shortfall.Shortfall)} of "
            + $"{Format.Credits(shortfall.Credits)} were spent before their money went back or the plan changed.",
            "View license", $"{AdminArea.Home}/licenses/{shortfall.LicenseId}") { SubjectId = shortfall.LicenseId }),
        .. items.Runaways.Select(runaway => new AttentionLine(
            "Auto top-up stopped", "warn",
            $"{runaway.Domain}: charged too often. The owner was notified. Find out what spent the credits.",
            "View license", $"{AdminArea.Home}/licenses/{runaway.LicenseId}")
        {
            At = runaway.StoppedAt, SubjectId = runaway.PoolId,
        }),
        .. items.FailedMails.Select(mail => new AttentionLine(
            "E-mail not sent", "warn", mail.To.Length > 0 ? $"{mail.Subject}, to {mail.To}. {mail.Error}"
                : $"An e-mail of {Format.Date(mail.CreatedAt)} was never sent, and is erased.",
            mail.IsRepeatable ? "Send again" : "View e-mail",
            AdminArea.Home + "/mails?unsent=true") { At = mail.CreatedAt, SubjectId = mail.Id }),
        .. OfPasses(items),
    ];

    private static AttentionLine Of(OpenDispute open, TimeProvider time) => new(
        "Dispute", DisplayNames.Tone(open.Dispute.Status) ?? "warn",
        $"{open.Amount} for {open.Site ?? "a plan"}: {Format.Label(open.Dispute.Status).ToLowerInvariant()}."
        + (open.Dispute.EvidenceDueAt is { } due ? $" Evidence is due by {Format.When(due, time)} UTC." : ""),
        "Answer dispute", $"{AdminArea.Home}/disputes/{open.Dispute.Id}") { At = open.Dispute.CreatedAt };

    private static IEnumerable<AttentionLine> OfLedger(AttentionItems items)
    {
        if (items.Ledger is { Discrepancies: > 0 } check)
            yield return new AttentionLine(
                "Ledger", "bad", $"{Format.Count(check.Discrepancies, "discrepancy", "discrepancies")}. {check.First}",
                "Run the check again", AdminArea.Home + "#ledger") { At = check.At };
    }

    private static IEnumerable<AttentionLine> OfPasses(AttentionItems items)
    {
        if (items is { Differences.Count: > 0, Report: { } report })
            yield return new AttentionLine(
                "Daily difference", "bad", $"{Format.Date(report.Day)}: {string.Join(" ", items.Differences)}",
                "Find the payment", AdminArea.Home + "/purchases")
            {
                At = report.CreatedAt, SubjectId = report.SubjectId,
            };
        if (items.Reconciliation is { Items.Failed: > 0 and var failed } pass)
            yield return new AttentionLine(
                "Reconciliation", "warn",
                $"{Format.Count(failed, "item")} of the last pass failed. The next pass retries within minutes; the "
                + "log names each with its error.",
                "Unpaid purchases", AdminArea.Home + "/purchases?status=Open") { At = pass.At };
        if (items.Late > 0)
            yield return new AttentionLine(
                "Late events", "warn", $"{Format.Count(items.Late, "recent Stripe event")} arrived more than ten "
                + "minutes late. Check the webhook’s deliveries in Stripe.",
                "Recent payments", AdminArea.Home + "/purchases");
        if (items.ExpiredHolds > 0)
            yield return new AttentionLine(
                "Holds", "warn", $"{Format.Count(items.ExpiredHolds, "expired hold")} not returned yet. This normally "
                + "takes seconds; the log gives the reason.",
                "Find the license", AdminArea.Home + "/licenses");
        if (items.Approvals > 0)
            yield return new AttentionLine(
                "Approval", "warn", $"{Format.Count(items.Approvals, "request")} waiting for a second admin.",
                "Review requests", AdminArea.Home + "/approvals");
    }
}
