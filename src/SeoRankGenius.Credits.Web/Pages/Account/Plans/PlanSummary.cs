namespace SeoRankGenius.Credits.Web.Pages.Account.Plans;

/// <summary>The state of a license's plan for its owner.</summary>
/// <param name="Tone">The badge's color: good, warn, or none.</param>
/// <param name="Label">One or two words.</param>
/// <param name="Sentence">What it means and what happens next.</param>
/// <param name="NeedsCard">The subscription continues only with a new card or a payment.</param>
public sealed record PlanSummary(string Tone, string Label, string Sentence, bool NeedsCard = false)
{
    private const string Kept = "Your credits are kept and come back with any paid plan.";

    public static PlanSummary Of(OwnedPlan license, PriceList catalog) => license switch
    {
        { Entitlement.IsSuspended: true } => new(
            "warn", "Suspended", "You can't spend or buy credits until the license is active again. Contact support."),
        { Subscription: { } subscription } => Of(subscription, catalog),
        { Entitlement: { IsTrial: true, TrialEndsAt: { } end } } => new(
            "warn", "Trial", $"Your trial ends on {Format.Date(end)}. Start a plan to keep using credits. {Kept}"),
        { Entitlement: { Status: LicenseStatus.Trialing, TrialEndsAt: { } end } } => new(
            "warn", "Trial ended", $"Your trial ended on {Format.Date(end)}. {Kept}"),
        { Entitlement.Status: LicenseStatus.Canceled } => new("warn", "Ended", $"Your paid plan has ended. {Kept}"),
        { Entitlement.IsFree: true } => new("", "Free", "Start a paid plan to use AI credits."),
        { Entitlement.Status: LicenseStatus.PastDue } => new("warn", "Payment failed", "The last payment failed."),
        _ => new("good", "Active", "This plan was set up for you. You are not charged for it here."),
    };

    private static PlanSummary Of(Subscription subscription, PriceList catalog)
    {
        var price = Format.Price(catalog.PlanOf(subscription.Plan).PriceMinor, catalog.Currency);
        var period = Format.Date(subscription.PeriodEndsAt);
        return (subscription.Status, subscription.EndsAt) switch
        {
            (SubscriptionStatus.Trialing, null) => new(
                "warn", "Trial", $"Trial until {period}, then {price} per month. Cancel before then to pay nothing."),
            (SubscriptionStatus.Trialing, _) => new(
                "warn", "Trial", $"Trial until {period}. You canceled it, so nothing is charged. {Kept}"),
            (SubscriptionStatus.Active, null) => new("good", "Active", $"Renews on {period} for {price}."),
            (SubscriptionStatus.Active, { } end) => new(
                "warn", "Canceled", $"Ends on {Format.Date(end)}. After that this license is on Free. {Kept}"),
            (SubscriptionStatus.PastDue, _) => new(
                "warn", "Payment failed", "The last payment failed. Update your card. Stripe tries again in the next "
                + "days, and you can keep using your credits.", NeedsCard: true),
            (SubscriptionStatus.Unpaid, _) => new(
                "warn", "Payment failed", "The last payments failed, so the plan has stopped. Pay the open invoice to "
                + $"resume it. {Kept}", NeedsCard: true),
            (SubscriptionStatus.Paused, _) => new(
                "warn", "Paused", $"The plan is paused because there is no card to charge. Add one to resume. {Kept}",
                NeedsCard: true),
            (SubscriptionStatus.Uncollected, _) => new(
                "warn", "Not charged", "Payments for this plan are paused, and no included credits are added. "
                + (catalog.UncollectedKeepsPlan ? "You can keep using your credits." : Kept)),
            _ => new("warn", "Waiting", "The first payment is not complete yet. The plan starts when it is."),
        };
    }
}
