using FluentValidation;

namespace SeoRankGenius.Credits.Billing.AutoTopUps;

/// <summary>Settings of automatic top-ups: <c>TopUp:…</c>.</summary>
public sealed class AutoTopUpOptions
{
    /// <summary>Whether owners can set them up. False with Stripe's tax: charging a saved card adds none.</summary>
    public bool Offered { get; set; } = true;

    /// <summary>Seconds between two passes over the balances.</summary>
    public int Seconds { get; set; } = 5;

    /// <summary>Automatic charges of one license within an hour; one more stops them.</summary>
    public int MostInAnHour { get; set; } = 5;
}

public sealed class AutoTopUpRules : AbstractValidator<AutoTopUpOptions>
{
    public AutoTopUpRules()
    {
        RuleFor(topUps => topUps.Seconds).GreaterThan(0).WithMessage("must be at least 1.");
        RuleFor(topUps => topUps.MostInAnHour).GreaterThan(0).WithMessage("must be at least 1.");
    }
}
