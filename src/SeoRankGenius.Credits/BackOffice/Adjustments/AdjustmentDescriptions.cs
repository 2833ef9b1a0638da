namespace SeoRankGenius.Credits.BackOffice;

/// <summary>What reasons are called, in forms and in the ledger's notes.</summary>
public static class CorrectionWords
{
    public static string Of(CorrectionReason reason) => reason switch
    {
        CorrectionReason.Goodwill => "Goodwill",
        CorrectionReason.PaidButMissing => "Paid, but no credits",
        CorrectionReason.WrongPool => "Wrong pool bought",
        CorrectionReason.Mistake => "Mistake of ours",
        CorrectionReason.Misuse => "Misuse",
        CorrectionReason.SiteRemoved => "Site removed",
        CorrectionReason.Other => "Other",
    };

    /// <summary>The ledger's note: reason, sentence, reference.</summary>
    internal static string Note(Correction asked) =>
        $"{Of(asked.Reason!.Value)}: {asked.Sentence!.Trim()}"
        + (string.IsNullOrWhiteSpace(asked.Reference) ? "" : $" ({asked.Reference.Trim()})");

    /// <summary>What is written down of a correction.</summary>
    internal static Deed Deed(AuditAction action, Correction asked, IReadOnlyList<PoolChange> changes)
    {
        var isDone = action is not (AuditAction.ApprovalAsked or AuditAction.ApprovalRejected
            or AuditAction.ApprovalWithdrawn);
        return new Deed(action, $"{PoolChanges.Words(changes)}. {Note(asked)}")
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
