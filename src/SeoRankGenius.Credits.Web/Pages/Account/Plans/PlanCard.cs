namespace SeoRankGenius.Credits.Web.Pages.Account.Plans;

/// <summary>A plan as offered to one license.</summary>
/// <param name="Plan">The catalog's plan.</param>
/// <param name="License">Null for an owner without a license, who can't start a plan.</param>
/// <param name="MayBill">The viewer's role includes billing.</param>
/// <param name="Catalog">Of the plans.</param>
/// <param name="Now">UTC.</param>
public sealed record PlanCard(Plan Plan, OwnedPlan? License, bool MayBill, PriceList Catalog, DateTime Now)
{
    private bool IsSold => MayBill && License is { Entitlement.IsSuspended: false } && !Plan.IsFree;

    public bool IsCurrent => License?.Entitlement.Plan == Plan;

    /// <summary>A license without a subscription can start the plan, unless it has the plan without paying.</summary>
    public bool CanStart => IsSold && License!.Subscription is null && (!IsCurrent || License.Entitlement.IsTrial);

    /// <summary>A license with a subscription can change to the plan.</summary>
    public bool CanChange => IsSold && License!.Subscription is { TookEffect: true } subscription
        && subscription.Plan != Plan.Code;

    /// <summary>The plan is canceled and has not ended yet: it can be kept.</summary>
    public bool CanKeep => IsCurrent && MayBill && License!.Subscription is { EndsAt: { } end } && end > Now;

    /// <summary>
    /// What is paid today and what becomes of trial days, before Stripe's page; null without a button.
    /// </summary>
    public string? Cost => this switch
    {
        { CanStart: true, HasTrial: true } =>
            $"You pay nothing today. The first payment of {Price} is on {Format.Date(Now.AddDays(Plan.TrialDays))}.",
        { CanStart: true, License.Entitlement: { IsTrial: true, TrialEndsAt: { } end } } =>
            $"You pay {Price} today. The rest of your trial until {Format.Date(end)} ends when the plan starts.",
        { CanStart: true } => $"You pay {Price} today, then {Price} each month.",
        { CanChange: true, License.Subscription: { Status: SubscriptionStatus.Trialing } subscription } =>
            $"{Difference} Your trial continues until {Format.Date(subscription.PeriodEndsAt)}.",
        { CanChange: true } => $"{Difference} Stripe shows what is due today before you confirm.",
        { CanKeep: true } => $"Renews on {Format.Date(License!.Subscription!.PeriodEndsAt)} for {Price}.",
        _ => null,
    };

    private string Price => Format.Money(Plan.PriceMinor, Catalog.Currency);

    private string Difference => (Plan.PriceMinor - Catalog.PlanOf(License!.Subscription!.Plan).PriceMinor) switch
    {
        < 0 and var less => $"{Format.Money(-less, Catalog.Currency)} less per month.",
        var more => $"{Format.Money(more, Catalog.Currency)} more per month.",
    };

    /// <summary>The plan starts with a free trial.</summary>
    public bool HasTrial => Plan.TrialDays > 0 && License?.MayTry != false && License?.Subscription is null;
}
