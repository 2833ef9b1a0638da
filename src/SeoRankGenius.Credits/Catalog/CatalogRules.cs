using FluentValidation;

namespace SeoRankGenius.Credits.Catalog;

/// <summary>Validates the catalog at start.</summary>
public sealed class CatalogRules : AbstractValidator<PriceList>
{
    public CatalogRules()
    {
        RuleFor(catalog => catalog.Currency).Matches("^[a-z]{3}$")
            .WithMessage("must be a currency's three small letters, such as usd.");
        RuleFor(catalog => catalog.Packs).Must(packs => AreUnique(packs.Select(pack => pack.Code)))
            .WithMessage("must each have a code of their own.");
        RuleFor(catalog => catalog.Features).Must(features => AreUnique(features.Select(feature => feature.Code)))
            .WithMessage("must each have a code of their own.");
        RuleFor(catalog => catalog.Plans).Must(plans => AreUnique(plans.Select(plan => plan.Code)))
            .WithMessage("must each have a code of their own.");
        RuleFor(catalog => catalog.Plans).Must(plans => plans.Count(plan => plan.PriceMinor == 0) == 1)
            .WithMessage("must have exactly one plan with PriceMinor 0, the Free plan.");
        RuleFor(catalog => catalog.Plans).Must(plans => AreUnique(plans.Select(plan => plan.StripePrice)))
            .When(catalog => AreUnique(catalog.Plans.Select(plan => plan.Code)))
            .WithMessage("must each have a StripePrice of their own.");
        RuleForEach(catalog => catalog.Packs).SetValidator(new PackRules());
        RuleForEach(catalog => catalog.Features).SetValidator(new FeatureRules());
        RuleForEach(catalog => catalog.Plans).SetValidator(new PlanRules());
    }

    private static bool AreUnique(IEnumerable<string> codes) =>
        codes.GroupBy(code => code, StringComparer.OrdinalIgnoreCase).All(group => group.Count() == 1);

    private static IRuleBuilderOptions<T, string> Code<T>(IRuleBuilder<T, string> rule) =>
        rule.Matches("^[a-z0-9][a-z0-9-]{0,39}$").WithMessage("must be 1 to 40 small letters, digits and dashes.");

    private sealed class PackRules : AbstractValidator<Pack>
    {
        public PackRules()
        {
            Code(RuleFor(pack => pack.Code));
            RuleFor(pack => pack.Credits).GreaterThan(0).WithMessage("must be above zero.");
            // Stripe's minimum charge in dollars, and a sensible minimum in any currency.
            RuleFor(pack => pack.PriceMinor).GreaterThanOrEqualTo(50)
                .WithMessage("must be at least 50 minor units of the currency.");
        }
    }

    private sealed class FeatureRules : AbstractValidator<Feature>
    {
        public FeatureRules()
        {
            Code(RuleFor(feature => feature.Code));
            RuleFor(feature => feature.Name).NotEmpty().WithMessage("must not be empty.");
            RuleFor(feature => feature.MinCredits).InclusiveBetween(PriceList.LeastCredits, PriceList.MostCredits)
                .WithMessage("must be between 1 and 15.");
            RuleFor(feature => feature.MaxCredits).InclusiveBetween(PriceList.LeastCredits, PriceList.MostCredits)
                .WithMessage("must be between 1 and 15.");
            RuleFor(feature => feature.MaxCredits).GreaterThanOrEqualTo(feature => feature.MinCredits)
                .WithMessage("must not be below MinCredits.");
        }
    }

    private sealed class PlanRules : AbstractValidator<Plan>
    {
        public PlanRules()
        {
            Code(RuleFor(plan => plan.Code));
            RuleFor(plan => plan.Name).NotEmpty().WithMessage("must not be empty.");
            RuleFor(plan => plan.PriceMinor).Must(minor => minor is 0 or >= 50)
                .WithMessage("must be 0 or at least 50 minor units of the currency.");
            RuleFor(plan => plan.IncludedCredits).GreaterThanOrEqualTo(0).WithMessage("must not be below zero.");
            RuleFor(plan => plan.SiteLimit).GreaterThan(0).WithMessage("must be above zero.");
            RuleFor(plan => plan.StripePrice).Matches(@"^\S{1,200}$")
                .WithMessage("must be a lookup key of 1 to 200 characters without spaces.");
            // Stripe's maximum trial.
            RuleFor(plan => plan.TrialDays).InclusiveBetween(0, 730).WithMessage("must be between 0 and 730.");
            RuleFor(plan => plan.TrialDays).Equal(0).When(plan => plan.IsFree)
                .WithMessage("must be 0 on the Free plan.");
            RuleFor(plan => plan.TrialCredits).GreaterThanOrEqualTo(0).WithMessage("must not be below zero.");
            RuleFor(plan => plan.TrialCredits).Equal(0).When(plan => plan.TrialDays == 0)
                .WithMessage("must be 0 for a plan without TrialDays.");
        }
    }
}
