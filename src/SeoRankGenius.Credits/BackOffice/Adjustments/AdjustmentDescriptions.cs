namespace SeoRankGenius.Credits.BackOffice.Adjustments;

/// <summary>Names of reasons, for forms and ledger notes.</summary>
public static class AdjustmentDescriptions
{
    public static string Of(AdjustmentReason reason) => reason switch
    {
        AdjustmentReason.Goodwill => "Goodwill",
        AdjustmentReason.PaidButMissing => "Paid, but no credits",
        AdjustmentReason.WrongPool => "Wrong pool bought",
        AdjustmentReason.Mistake => "Mistake of ours",
        AdjustmentReason.Misuse => "Misuse",
        AdjustmentReason.SiteRemoved => "Site removed",
        AdjustmentReason.Other => "Other",
    };

    /// <summary>The ledger's note: reason, sentence, reference.</summary>
    internal static string Note(AdjustmentInput asked) =>
        $"{Of(asked.Reason!.Value)}: {asked.Sentence!.Trim()}"
        + (string.IsNullOrWhiteSpace(asked.Reference) ? "" : $" ({asked.Reference.Trim()})");

    /// <summary>The audit record of a correction.</summary>
    internal static AuditEntry Entry(AuditAction action, AdjustmentInput asked, IReadOnlyList<PoolChange> changes)
    {
        var isDone = action is not (AuditAction.ApprovalRequested or AuditAction.ApprovalRejected
            or AuditAction.ApprovalWithdrawn);
        return new AuditEntry(action, $"{PoolChanges.Words(changes)}. {Note(asked)}")
        {
            LicenseId = asked.LicenseId,
            SiteId = changes.Select(change => change.PoolId).FirstOrDefault(id => id != asked.LicenseId) is var site
                && site != default ? site : null,
            Before = changes.ToDictionary(change => change.Pool, change => change.Before),
            After = isDone ? changes.ToDictionary(change => change.Pool, change => change.After) : null,
        };
    }

    internal static AuditAction ActionOf(ApprovalKind kind) => kind switch
    {
        ApprovalKind.Adjustment => AuditAction.CreditsAdjusted,
        ApprovalKind.Transfer => AuditAction.CreditsMoved,
        ApprovalKind.Undo => AuditAction.AdjustmentUndone,
        ApprovalKind.Refund => AuditAction.RefundStarted,
    };
}
