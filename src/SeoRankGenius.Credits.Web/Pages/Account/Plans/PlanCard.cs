using SeoRankGenius.Credits.Billing.Subscriptions;
using SeoRankGenius.Credits.Catalog;

namespace SeoRankGenius.Credits.Web.Pages.Account.Plans;

/// <summary>A plan as it is offered to one license.</summary>
/// <param name="Plan">Which.</param>
/// <param name="License">Whose; null for an owner without a license, who can start nothing.</param>
/// <param name="MayBill">May the viewer see the owner's billing?</param>
public sealed record PlanCard(Plan Plan, OwnedPlan? License, bool MayBill)
{
    private bool IsSold => License is { Entitlement.IsSuspended: false } && !Plan.IsFree;

    public bool IsCurrent => License?.Entitlement.Plan == Plan;

    /// <summary>A license without a subscription may start it, unless it has it for nothing.</summary>
    public bool Starts => IsSold && License!.Subscription is null
        && (!IsCurrent || License.Entitlement.IsTrial);

    /// <summary>A license with a subscription changes to it.</summary>
    public bool Changes => IsSold && MayBill && License!.Subscription is { TookEffect: true } subscription
        && subscription.Plan != Plan.Code;

    /// <summary>Does starting it begin with a trial?</summary>
    public bool HasTrial => Plan.TrialDays > 0 && License?.MayTry != false && License?.Subscription is null;
}
