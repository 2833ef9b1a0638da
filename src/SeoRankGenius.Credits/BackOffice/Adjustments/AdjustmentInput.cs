using FluentValidation;

namespace SeoRankGenius.Credits.BackOffice.Adjustments;

/// <summary>Why an admin moves credits.</summary>
public enum AdjustmentReason
{
    Goodwill,
    PaidButMissing,
    WrongPool,
    Mistake,
    Misuse,
    SiteRemoved,
    Other,
}

/// <summary>Credits that an admin wants to move by hand.</summary>
/// <param name="Id">The form's one-time id: the same one moves credits once.</param>
/// <param name="Kind">An adjustment of one pool, a transfer between two, or the undoing of an earlier one.</param>
/// <param name="LicenseId">Whose pools they are.</param>
public sealed record AdjustmentInput(Guid Id, ApprovalKind Kind, Guid LicenseId)
{
    /// <summary>The pool that changes; for a transfer, where the credits come from.</summary>
    public Guid? PoolId { get; init; }

    /// <summary>Where a transfer's credits go.</summary>
    public Guid? ToPoolId { get; init; }

    /// <summary>The transaction to undo.</summary>
    public Guid? ReversesId { get; init; }

    /// <summary>Whole credits: up or down, for a transfer above zero; null for an undo.</summary>
    public long? Credits { get; init; }

    public AdjustmentReason? Reason { get; init; }

    /// <summary>Why, in a sentence.</summary>
    public string? Sentence { get; init; }

    /// <summary>A ticket or the like.</summary>
    public string? Reference { get; init; }
}

/// <summary>What a correction must say before it is looked at any further; messages stand beside the fields.</summary>
public sealed class AdjustmentInputValidator : AbstractValidator<AdjustmentInput>
{
    private const long MostCredits = 10_000_000;
    private const int ShortestSentence = 5, LongestSentence = 300, LongestReference = 100;

    public AdjustmentInputValidator()
    {
        When(asked => asked.Kind is not ApprovalKind.Undo, () =>
        {
            RuleFor(asked => asked.PoolId).NotNull().WithMessage("Please choose a pool.");
            RuleFor(asked => asked.Credits).Cascade(CascadeMode.Stop)
                .NotNull().WithMessage("Please give a whole number, such as 150 or -150.")
                .NotEqual(0).WithMessage("Nothing would change. Please give a number other than 0.")
                .InclusiveBetween(-MostCredits, MostCredits).WithMessage("At most 10,000,000 credits at once.");
        });
        When(asked => asked.Kind is ApprovalKind.Transfer, () =>
        {
            RuleFor(asked => asked.Credits).GreaterThan(0)
                .WithMessage("Please give the number of credits to move, without a sign.");
            RuleFor(asked => asked.ToPoolId).Cascade(CascadeMode.Stop)
                .NotNull().WithMessage("Please choose where the credits go.")
                .NotEqual(asked => asked.PoolId).WithMessage("Please choose another pool than they come from.");
        });
        RuleFor(asked => asked.Reason).NotNull().IsInEnum().WithMessage("Please choose a reason.");
        RuleFor(asked => asked.Sentence).Cascade(CascadeMode.Stop)
            .NotEmpty().WithMessage("Please say why, in a sentence.")
            .MinimumLength(ShortestSentence).WithMessage("Please say why, so that others understand it later.")
            .MaximumLength(LongestSentence).WithMessage("At most 300 characters.")
            .Must(IsOneLine).WithMessage("Please write it in one line.");
        RuleFor(asked => asked.Reference)
            .MaximumLength(LongestReference).WithMessage("At most 100 characters.")
            .Must(IsOneLine).WithMessage("Please write it in one line.");
    }

    private static bool IsOneLine(string? text) => text?.Any(char.IsControl) is not true;
}
