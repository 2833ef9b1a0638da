namespace SeoRankGenius.Credits.Billing.AutoTopUps;

public enum AutoTopUpState
{
    /// <summary>Nothing is charged. Without a set-up there is no row.</summary>
    Off,

    /// <summary>The purchase that saves the card is not paid yet. Nothing is charged.</summary>
    Waiting,

    /// <summary>The saved card is charged when the pool falls below the threshold.</summary>
    On,

    /// <summary>Nothing is charged until the owner agrees again; see <see cref="AutoTopUp.Problem"/>.</summary>
    Stopped,
}

/// <summary>Why an automatic top-up does not charge.</summary>
public enum AutoTopUpProblem
{
    /// <summary>The card was declined three times in a row.</summary>
    Declined,

    /// <summary>The card's bank requires authentication.</summary>
    Authentication,

    /// <summary>Stripe no longer has the card, or not for this customer.</summary>
    CardGone,

    /// <summary>The catalog no longer sells the pack as the owner agreed to it.</summary>
    PackChanged,

    /// <summary>Too many charges within an hour.</summary>
    Runaway,

    /// <summary>The next pack would exceed the monthly limit. Resumes next month.</summary>
    MonthlyLimit,

    /// <summary>The money of a pack that it bought was refunded.</summary>
    Refunded,

    /// <summary>
    /// A payment of the license was disputed after the card was saved: the card is not charged again.
    /// </summary>
    Disputed,

    /// <summary>Who agreed, or saved the card, may no longer buy for the license.</summary>
    PayerLeft,
}
