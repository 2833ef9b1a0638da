using FluentValidation;

namespace SeoRankGenius.Credits.BackOffice.Adjustments;

/// <summary>Limits of the back office: <c>BackOffice:…</c>.</summary>
public sealed class BackOfficeOptions
{
    /// <summary>Moving more whole credits than this requires the approval of a second admin.</summary>
    public long ApprovalAbove { get; set; } = 1_000;
}

public sealed class BackOfficeRules : AbstractValidator<BackOfficeOptions>
{
    public BackOfficeRules() => RuleFor(backOffice => backOffice.ApprovalAbove).GreaterThanOrEqualTo(0)
        .WithMessage("must be a whole number of credits, 0 or more.");
}
