using SeoRankGenius.Credits.Billing.AutoTopUps;
using SeoRankGenius.Credits.Ledger;
using SeoRankGenius.Credits.Web.Formatting;

namespace SeoRankGenius.Credits.Web.Pages.Account.TopUp;

/// <summary>How a pool's automatic top-up stands, in plain words.</summary>
/// <param name="Tone">The badge's colour: good, warn, bad, or none.</param>
/// <param name="Label">One or two words.</param>
/// <param name="Sentence">What it does, or why it does not.</param>
public sealed record AutoTopUpSummary(string Tone, string Label, string Sentence)
{
    public static AutoTopUpSummary Of(AutoTopUp? topUp) => topUp switch
    {
        null or { State: AutoTopUpState.Off } => new("", "Off", "Nothing is bought by itself."),
        { State: AutoTopUpState.Waiting } => new(
            "warn", "Waiting", "Waits for your first pack to be paid: that saves your card. Until then nothing is "
            + "charged by itself."),
        { Trouble: { } trouble } => new(
            topUp.State == AutoTopUpState.On ? "warn" : "bad",
            topUp.State == AutoTopUpState.On ? "Paused" : "Stopped",
            Of(topUp, trouble)),
        { Declines: > 0, NotBefore: { } again } => new(
            "warn", "On",
                $"Your card was declined. It is tried again after {Format.When(again, topUp.ConsentAt)} UTC."),
        _ =>
            new("good", "On", $"Buys {Pack(topUp)} whenever the balance falls below {Format.Number(topUp.Threshold)}."),
    };

    /// <summary><c>5,000 shared credits for $20</c></summary>
    public static string Pack(AutoTopUp topUp) =>
        $"{Format.Number(topUp.Credits)} {(topUp.Kind == PoolKind.Shared ? "shared" : "domain")} credits for "
        + Format.Price(topUp.PriceCents, topUp.Currency);

    /// <summary>
    /// Where its owner goes on: the words to agree to, filled in as before, and from there the checkout; or the choice,
    /// where that is what has to change.
    /// </summary>
    public static string Again(string domain, AutoTopUp topUp)
    {
        var pool = topUp.Kind == PoolKind.Shared ? "shared" : "domain";
        var choice = $"/account/credits/{domain}/top-up/set-up?pool={pool}";
        return topUp.Trouble is AutoTopUpProblem.PackChanged or AutoTopUpProblem.MonthlyLimit
            ? choice
            : choice + FormattableString.Invariant($"&pack={topUp.Pack}&threshold={topUp.Threshold}&limit=")
                + new Money(topUp.MonthlyLimitCents, topUp.Currency).ToInput();
    }

    /// <summary>What keeps it from charging, and what to do.</summary>
    public static string Of(AutoTopUp topUp, AutoTopUpProblem trouble) => trouble switch
    {
        AutoTopUpProblem.Declined =>
            "Your card was declined three times in a row, so it is not charged any more. Buy a pack with a card that "
            + "works to go on.",
        AutoTopUpProblem.Authentication =>
            "Your card’s bank wants to hear from you before it pays. Buy the pack yourself once to go on.",
        AutoTopUpProblem.CardGone =>
            "The saved card is no longer known to Stripe. Buy a pack to save one anew.",
        AutoTopUpProblem.PackChanged =>
            "The pack that you agreed to is no longer sold like that. Please choose again.",
        AutoTopUpProblem.Runaway =>
            "It was stopped because credits were bought unusually often within an hour. Please look at what spends "
            + "them, then set it up again.",
        AutoTopUpProblem.MonthlyLimit =>
            $"Your limit of {Format.Money(topUp.MonthlyLimitCents, topUp.Currency)} for this month is reached. Nothing "
            + "more is bought by itself until next month, unless you raise it.",
    };
}
