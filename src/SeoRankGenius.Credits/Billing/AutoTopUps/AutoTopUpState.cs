namespace SeoRankGenius.Credits.Billing.AutoTopUps;

public enum AutoTopUpState
{
    /// <summary>Nothing is charged. Whoever never set it up has no row at all.</summary>
    Off,

    /// <summary>The owner agreed; the purchase that saves the card is not paid yet. Nothing is charged.</summary>
    Waiting,

    /// <summary>The saved card is charged when the pool falls below the threshold.</summary>
    On,

    /// <summary>Nothing is charged until the owner agrees anew; <see cref="AutoTopUp.Trouble"/> says why.</summary>
    Stopped,
}

/// <summary>What keeps an automatic top-up from charging.</summary>
public enum AutoTopUpProblem
{
    /// <summary>The card was declined three times in a row.</summary>
    Declined,

    /// <summary>The card's bank wants to hear from its owner.</summary>
    Authentication,

    /// <summary>Stripe no longer has the card, or not for this customer.</summary>
    CardGone,

    /// <summary>The catalog no longer sells the pack as the owner agreed to it.</summary>
    PackChanged,

    /// <summary>More charges within an hour than anything reasonable needs.</summary>
    Runaway,

    /// <summary>The next pack would pass the monthly limit. Goes on by itself next month.</summary>
    MonthlyLimit,
}
