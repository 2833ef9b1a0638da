using FluentValidation;

namespace SeoRankGenius.Credits.BackOffice.Adjustments;

/// <summary>Limits of the back office: <c>BackOffice:…</c>.</summary>
public sealed class BackOfficeOptions
{
    /// <summary>
    /// Moving more whole credits of one license or purchase than this within 24 hours requires a second admin.
    /// </summary>
    public long ApprovalAbove { get; set; } = 1_000;

    /// <summary>The same for all changes of one admin.</summary>
    public long AdminApprovalAbove { get; set; } = 5_000;
}

public sealed class BackOfficeRules : AbstractValidator<BackOfficeOptions>
{
    private const string Whole = "must be a whole number of credits, 0 or more.";

    public BackOfficeRules()
    {
        RuleFor(backOffice => backOffice.ApprovalAbove).GreaterThanOrEqualTo(0).WithMessage(Whole);
        RuleFor(backOffice => backOffice.AdminApprovalAbove).GreaterThanOrEqualTo(0).WithMessage(Whole);
    }
}
