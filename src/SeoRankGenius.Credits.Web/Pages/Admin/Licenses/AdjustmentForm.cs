using System.Globalization;
using SeoRankGenius.Credits.BackOffice.Adjustments;
using SeoRankGenius.Credits.BackOffice.Licenses;

namespace SeoRankGenius.Credits.Web.Pages.Admin.Licenses;

/// <summary>A form that corrects balances, with what was typed.</summary>
public sealed record AdjustmentForm(LicenseDetails License, ApprovalKind Kind, long ApprovalAbove)
{
    public Fields Input { get; init; } = new();

    /// <summary>A new form, with its one-time id.</summary>
    public static AdjustmentForm New(LicenseDetails license, ApprovalKind kind, long approvalAbove, Guid? pool) =>
        new(license, kind, approvalAbove)
        {
            Input = new Fields { Id = Guid.NewGuid(), PoolId = license.Pool(pool)?.Id ?? license.Id },
        };

    /// <summary>As it was typed.</summary>
    public sealed record Fields
    {
        public Guid Id { get; init; }

        public Guid? PoolId { get; init; }

        public Guid? ToPoolId { get; init; }

        public string? Credits { get; init; }

        public AdjustmentReason? Reason { get; init; }

        public string? Sentence { get; init; }

        public string? Reference { get; init; }

        /// <summary>What the operation is asked for; a number that is none stays out.</summary>
        public AdjustmentInput ToCorrection(ApprovalKind kind, Guid licenseId, Guid? reversesId) =>
            new(Id, kind, licenseId)
        {
            PoolId = kind == ApprovalKind.Undo ? null : PoolId,
            ToPoolId = kind == ApprovalKind.Transfer ? ToPoolId : null,
            ReversesId = reversesId,
            Credits = kind == ApprovalKind.Undo ? null : Number(Credits),
            Reason = Reason,
            Sentence = Sentence?.Trim(),
            Reference = Reference,
        };

        // The sign as people type it, the minus sign that this page itself prints among it.
        private static long? Number(string? typed) => long.TryParse(
            typed?.Trim().Replace('−', '-'), NumberStyles.AllowLeadingSign | NumberStyles.AllowThousands,
            CultureInfo.InvariantCulture, out var number)
                ? number
                : null;
    }
}
