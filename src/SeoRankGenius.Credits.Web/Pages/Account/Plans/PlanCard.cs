namespace SeoRankGenius.Credits.Web.Pages.Account.Plans;

/// <summary>A plan as offered to one license.</summary>
/// <param name="Plan">The catalog's plan.</param>
/// <param name="License">Null for an owner without a license, who can't start a plan.</param>
/// <param name="MayBill">False in a session of a launch link: it does not open the owner's billing.</param>
public sealed record PlanCard(Plan Plan, OwnedPlan? License, bool MayBill)
{
    private bool IsSold => License is { Entitlement.IsSuspended: false } && !Plan.IsFree;

    public bool IsCurrent => License?.Entitlement.Plan == Plan;

    /// <summary>A license without a subscription can start the plan, unless it has the plan without paying.</summary>
    public bool CanStart => IsSold && License!.Subscription is null && (!IsCurrent || License.Entitlement.IsTrial);

    /// <summary>A license with a subscription can change to the plan.</summary>
    public bool CanChange => IsSold && MayBill && License!.Subscription is { TookEffect: true } subscription
        && subscription.Plan != Plan.Code;

    /// <summary>The plan starts with a free trial.</summary>
    public bool HasTrial => Plan.TrialDays > 0 && License?.MayTry != false && License?.Subscription is null;
}
