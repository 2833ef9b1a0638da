namespace SeoRankGenius.Credits.Web.Pages.Admin.Licenses;

/// <summary>The form of an adjustment, with its input.</summary>
public sealed record AdjustmentForm(LicenseDetails License, ApprovalKind Kind, long ApprovalAbove)
{
    public Fields Input { get; init; } = new();

    /// <summary>A new form, with its one-time id.</summary>
    public static AdjustmentForm New(LicenseDetails license, ApprovalKind kind, long approvalAbove, Guid? pool) =>
        new(license, kind, approvalAbove)
        {
            Input = new Fields { Id = Guid.NewGuid(), PoolId = license.Pool(pool)?.Id ?? license.Id },
        };

    /// <summary>As typed.</summary>
    public sealed record Fields
    {
        public Guid Id { get; init; }

        public Guid? PoolId { get; init; }

        public Guid? ToPoolId { get; init; }

        public string? Credits { get; init; }

        public AdjustmentReason? Reason { get; init; }

        public string? Sentence { get; init; }

        public string? Reference { get; init; }

        /// <summary>The operation's input; null for credits that are not a number.</summary>
        public AdjustmentInput ToAdjustment(ApprovalKind kind, Guid licenseId, Guid? reversesId) =>
            new(Id, kind, licenseId)
        {
            PoolId = kind == ApprovalKind.Undo ? null : PoolId,
            ToPoolId = kind == ApprovalKind.Transfer ? ToPoolId : null,
            ReversesId = reversesId,
            Credits = kind == ApprovalKind.Undo ? null : Parse.Number(Credits),
            Reason = Reason,
            Sentence = Sentence?.Trim(),
            Reference = Reference,
        };
    }
}
