using SeoRankGenius.Credits.Billing.Subscriptions;
using SeoRankGenius.Credits.Catalog;
using SeoRankGenius.Credits.Licensing;
using SeoRankGenius.Credits.Web.Formatting;

namespace SeoRankGenius.Credits.Web.Pages.Account.Plans;

/// <summary>How a license's plan stands, in plain words.</summary>
/// <param name="Tone">The badge's colour: good, warn, or none.</param>
/// <param name="Label">One or two words.</param>
/// <param name="Sentence">What it means and what comes next.</param>
public sealed record PlanSummary(string Tone, string Label, string Sentence)
{
    private const string Kept = "Your credits are kept and come back with any paid plan.";

    public static PlanSummary Of(OwnedPlan license, PriceList catalog) => license switch
    {
        { Entitlement.IsSuspended: true } => new(
            "warn", "Suspended", "Nothing can be spent or bought until the license is active again. Please contact "
            + "support."),
        { Subscription: { } subscription } => Of(subscription, catalog),
        { Entitlement: { IsTrial: true, TrialEndsAt: { } end } } => new(
            "warn", "Trial", $"Trial until {Format.Date(end)}. It ends by itself; start a plan to go on. {Kept}"),
        { Entitlement: { Status: LicenseStatus.Trialing, TrialEndsAt: { } end } } => new(
            "warn", "Trial ended", $"Your trial ended on {Format.Date(end)}. {Kept}"),
        { Entitlement.Status: LicenseStatus.Canceled } => new("warn", "Ended", $"Your paid plan has ended. {Kept}"),
        { Entitlement.IsFree: true } => new("", "Free", "Start a paid plan to use AI credits."),
        { Entitlement.Status: LicenseStatus.PastDue } => new("warn", "Payment failed", "The last payment failed."),
        _ => new("good", "Active", "This plan was set up for you; nothing is charged for it here."),
    };

    private static PlanSummary Of(Subscription subscription, PriceList catalog)
    {
        var plan = catalog.PlanOf(subscription.Plan);
        var price = Format.Price(plan.PriceCents, catalog.Currency);
        var period = Format.Date(subscription.PeriodEndsAt);
        return (subscription.Status, subscription.EndsAt) switch
        {
            (SubscriptionStatus.Trialing, null) => new(
                "warn", "Trial",
                $"Trial until {period}. Then {price} per month; cancel before, and nothing is charged."),
            (SubscriptionStatus.Trialing, _) => new(
                "warn", "Trial", $"Trial until {period}. You canceled it, so nothing is charged. {Kept}"),
            (SubscriptionStatus.Active, null) => new("good", "Active", $"Renews on {period} for {price}."),
            (SubscriptionStatus.Active, { } end) => new(
                "warn", "Canceled", $"Ends on {Format.Date(end)}. After that this license is on Free. {Kept}"),
            (SubscriptionStatus.PastDue, _) => new(
                "warn", "Payment failed", "The last payment failed. Please update your card: Stripe tries again in the "
                + "next days, and everything works meanwhile."),
            (SubscriptionStatus.Unpaid, _) => new(
                "warn", "Payment failed", $"The last payments failed, so the plan has stopped. Pay the open invoice "
                + $"to go on. {Kept}"),
            (SubscriptionStatus.Paused, _) => new(
                "warn", "Paused", $"The plan has paused, because there is no card to charge. Add one to go on. {Kept}"),
            _ => new("warn", "Waiting", "The first payment is not complete yet. The plan starts when it is."),
        };
    }
}
