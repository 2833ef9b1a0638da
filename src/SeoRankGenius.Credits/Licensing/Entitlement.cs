namespace SeoRankGenius.Credits.Licensing;

/// <summary>
/// What a license may do at a given time. An expired trial and a canceled plan count as Free. Nothing is written for
/// this, so balances are kept and are available again with the next paid plan.
/// </summary>
public sealed record Entitlement(Plan Plan, LicenseStatus Status, DateTime? TrialEndsAt)
{
    /// <summary>On the Free plan balances are hidden and nothing is spent or bought.</summary>
    public bool IsFree => Plan.IsFree;

    public bool IsTrial => !IsFree && Status == LicenseStatus.Trialing;

    /// <summary>Suspended by an admin: balances are shown, and nothing is spent or bought.</summary>
    public bool IsSuspended => Status == LicenseStatus.Suspended;

    /// <summary>A paid plan that is not suspended.</summary>
    public bool CanSpend => !IsFree && !IsSuspended;

    /// <summary>For people: <c>Pro</c>, <c>Pro (trial)</c>, <c>Free</c>.</summary>
    public string Label => IsTrial ? $"{Plan.Name} (trial)" : Plan.Name;

    /// <summary>The entitlement of a license at <paramref name="now"/> (UTC).</summary>
    public static Entitlement Of(
        PriceList catalog, string plan, LicenseStatus status, DateTime? trialEndsAt, DateTime now)
    {
        var over = status == LicenseStatus.Canceled || (status == LicenseStatus.Trialing && trialEndsAt <= now);
        return new Entitlement(over ? catalog.FreePlan : catalog.PlanOf(plan), status, trialEndsAt);
    }

    /// <summary>
    /// Refuses unless the license has a paid plan: <see cref="RefusalCode.LicenseSuspended"/>, then
    /// <see cref="RefusalCode.PlanRequired"/>.
    /// </summary>
    public void RequirePaidPlan()
    {
        RequireNotSuspended();
        if (IsFree)
            throw new Refusal(RefusalCode.PlanRequired, "AI credits need a paid plan. Your balances are kept.");
    }

    /// <summary>Refuses a suspended license with <see cref="RefusalCode.LicenseSuspended"/>.</summary>
    internal void RequireNotSuspended()
    {
        if (IsSuspended)
            throw new Refusal(RefusalCode.LicenseSuspended, "This license is suspended. Please contact support.");
    }
}
