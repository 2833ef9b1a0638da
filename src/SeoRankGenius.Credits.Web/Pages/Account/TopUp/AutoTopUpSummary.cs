namespace SeoRankGenius.Credits.Web.Pages.Account.TopUp;

/// <summary>The state of a pool's automatic top-up for its owner.</summary>
/// <param name="Tone">The badge's color: good, warn, bad, or none.</param>
/// <param name="Label">One or two words.</param>
/// <param name="Sentence">What it does, or what stops it and what to do.</param>
public sealed record AutoTopUpSummary(string Tone, string Label, string Sentence)
{
    public static AutoTopUpSummary Of(AutoTopUp? topUp) => topUp switch
    {
        null or { State: AutoTopUpState.Off } => new("", "Off", "Nothing is bought automatically."),
        { State: AutoTopUpState.Waiting } => new(
            "warn", "Waiting", "Starts when you pay for the first pack, which saves your card. Until then nothing is "
            + "charged automatically."),
        { Problem: { } problem, State: AutoTopUpState.On } => new("warn", "Paused", Explain(topUp, problem)),
        { Problem: { } problem } => new("bad", "Stopped", Explain(topUp, problem)),
        { Declines: > 0, NotBefore: { } retryAt } => new(
            "warn", "On",
            $"Your card was declined. We try again after {Format.When(retryAt, topUp.ConsentAt)} UTC."),
        _ =>
            new("good", "On", $"Buys {Pack(topUp)} when the balance falls below {Format.Number(topUp.Threshold)}."),
    };

    /// <summary><c>5,000 shared credits for $20</c></summary>
    public static string Pack(AutoTopUp topUp) =>
        $"{Format.Credits(topUp.Credits, topUp.Kind)} for {Format.Price(topUp.PriceMinor, topUp.Currency)}";

    /// <summary>The saved card as its owner recognizes it: <c>Visa ending in 4242</c>.</summary>
    public static string Card(AutoTopUp topUp) => topUp.CardBrand switch
    {
        "visa" => "Visa",
        "mastercard" => "Mastercard",
        "amex" => "American Express",
        "discover" => "Discover",
        _ => "Card",
    } + $" ending in {topUp.CardLast4}";

    /// <summary>Where a pool's automatic top-up is set up.</summary>
    public static string SetUpLink(string domain, PoolKind pool) =>
        $"/account/credits/{domain}/top-up/set-up?pool={pool.Code()}";

    /// <summary>
    /// Where the owner resumes it: the agreement with the stored choice, or the form where the choice must change.
    /// </summary>
    public static string ResumeLink(string domain, AutoTopUp topUp)
    {
        var form = SetUpLink(domain, topUp.Kind);
        return topUp.Problem is AutoTopUpProblem.PackChanged or AutoTopUpProblem.MonthlyLimit
            ? form
            : form + FormattableString.Invariant($"&pack={topUp.Pack}&threshold={topUp.Threshold}&limit=")
                + new Money(topUp.MonthlyLimitMinor, topUp.Currency).ToInput();
    }

    /// <summary>The label of <see cref="ResumeLink"/>.</summary>
    public static string ResumeLabel(AutoTopUp topUp) => topUp.Problem switch
    {
        AutoTopUpProblem.MonthlyLimit => "Raise the limit",
        _ => "Resume",
    };

    /// <summary>What stops it, and what to do.</summary>
    public static string Explain(AutoTopUp topUp, AutoTopUpProblem problem) => problem switch
    {
        AutoTopUpProblem.Declined =>
            "Your card was declined three times in a row and is no longer charged. Buy a pack with another card to "
            + "resume.",
        AutoTopUpProblem.Authentication =>
            "Your bank requires authentication. Buy the pack yourself once to resume.",
        AutoTopUpProblem.CardGone =>
            "Stripe no longer has the saved card. Buy a pack to save a card again.",
        AutoTopUpProblem.PackChanged =>
            "The pack you agreed to has changed or is no longer sold. Choose a pack again.",
        AutoTopUpProblem.Runaway =>
            "Credits were bought unusually often within one hour. Find out what spends them, then set it up again.",
        AutoTopUpProblem.MonthlyLimit =>
            $"You reached your monthly limit of {Format.Money(topUp.MonthlyLimitMinor, topUp.Currency)}. Nothing more "
            + "is bought automatically until next month, unless you raise it.",
        AutoTopUpProblem.Refunded =>
            "A pack that it bought was refunded, so nothing more is bought automatically. Set it up again to resume.",
        AutoTopUpProblem.Disputed =>
            "A payment was disputed, so the saved card is not charged again. Buy a pack with a card to resume.",
        AutoTopUpProblem.PayerLeft =>
            "Who set it up may no longer buy for this license, so their card is not charged again. Buy a pack with "
            + "another card to resume.",
    };
}

/// <summary>A pool of a site with its automatic top-up.</summary>
/// <param name="Pool">The kind of pool.</param>
/// <param name="Balance">Whole credits.</param>
/// <param name="Details">What is agreed, and what was charged this month.</param>
public sealed record PoolTopUp(PoolKind Pool, long Balance, AutoTopUpDetails Details)
{
    /// <summary>Set up, and not switched off or stopped.</summary>
    public bool IsRunning => Details.TopUp is { State: AutoTopUpState.On or AutoTopUpState.Waiting };

    /// <summary>Where the owner sets it up, and what the button says.</summary>
    public (string Href, string Label) SetUp(string domain) => Details.TopUp switch
    {
        { State: AutoTopUpState.Stopped } topUp => (AutoTopUpSummary.ResumeLink(domain, topUp), "Set up again"),
        { State: AutoTopUpState.On or AutoTopUpState.Waiting } => (AutoTopUpSummary.SetUpLink(domain, Pool), "Change"),
        _ => (AutoTopUpSummary.SetUpLink(domain, Pool), "Set up auto top-up"),
    };
}
