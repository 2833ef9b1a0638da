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

/// <summary>A correction as an admin enters it.</summary>
/// <param name="Id">The form's one-time id: a repeated id moves credits once.</param>
/// <param name="Kind">An adjustment of one pool, a transfer between two, or the undo of an earlier one.</param>
/// <param name="LicenseId">The license of the pools.</param>
public sealed record AdjustmentInput(Guid Id, ApprovalKind Kind, Guid LicenseId)
{
    /// <summary>The pool that changes; the source of a transfer.</summary>
    public Guid? PoolId { get; init; }

    /// <summary>The target of a transfer.</summary>
    public Guid? ToPoolId { get; init; }

    /// <summary>The transaction to undo.</summary>
    public Guid? ReversesId { get; init; }

    /// <summary>Whole credits: positive or negative, positive for a transfer; null for an undo.</summary>
    public long? Credits { get; init; }

    public AdjustmentReason? Reason { get; init; }

    /// <summary>The reason as a sentence.</summary>
    public string? Sentence { get; init; }

    /// <summary>A ticket number or similar.</summary>
    public string? Reference { get; init; }
}

/// <summary>Validates a correction. Messages appear beside the fields.</summary>
public sealed class AdjustmentInputValidator : AbstractValidator<AdjustmentInput>
{
    private const long MostCredits = 10_000_000;
    private const int ShortestSentence = 5, LongestSentence = 300, LongestReference = 100;

    public AdjustmentInputValidator()
    {
        When(asked => asked.Kind is not ApprovalKind.Undo, () =>
        {
            RuleFor(asked => asked.PoolId).NotNull().WithMessage("Choose a pool.");
            RuleFor(asked => asked.Credits).Cascade(CascadeMode.Stop)
                .NotNull().WithMessage("Enter a whole number, such as 150 or -150.")
                .NotEqual(0).WithMessage("Enter a number other than 0.")
                .InclusiveBetween(-MostCredits, MostCredits).WithMessage("Enter at most 10,000,000 credits.");
        });
        When(asked => asked.Kind is ApprovalKind.Transfer, () =>
        {
            RuleFor(asked => asked.Credits).GreaterThan(0)
                .WithMessage("Enter the number of credits to move, without a sign.");
            RuleFor(asked => asked.ToPoolId).Cascade(CascadeMode.Stop)
                .NotNull().WithMessage("Choose the pool that the credits move to.")
                .NotEqual(asked => asked.PoolId).WithMessage("Choose a pool other than the one the credits come from.");
        });
        RuleFor(asked => asked.Reason).Must(reason => reason is { } known && Enum.IsDefined(known))
            .WithMessage("Choose a reason.");
        RuleFor(asked => asked.Sentence).Cascade(CascadeMode.Stop)
            .Must(sentence => sentence?.Trim().Length is >= ShortestSentence and <= LongestSentence)
            .WithMessage("Enter an explanation of 5 to 300 characters.")
            .Must(IsOneLine).WithMessage("Enter the explanation in one line.");
        RuleFor(asked => asked.Reference)
            .MaximumLength(LongestReference).WithMessage("Enter a reference of at most 100 characters.")
            .Must(IsOneLine).WithMessage("Enter the reference in one line.");
    }

    private static bool IsOneLine(string? text) => text?.Any(char.IsControl) is not true;
}
