namespace SeoRankGenius.Credits.Billing.Purchases;

/// <summary>
/// The status of a purchase. It only moves down this list, so late, repeated or reordered events end in the same
/// state.
/// </summary>
public enum PurchaseStatus
{
    /// <summary>Committed; the checkout is open or being created.</summary>
    Open,

    /// <summary>The checkout is complete; a delayed payment, such as a bank debit, is under way.</summary>
    Pending,

    /// <summary>The checkout expired, failed or could not be created: nothing was charged.</summary>
    Failed,

    /// <summary>Paid, and the credits are in the pool. Final.</summary>
    Paid,
}

/// <summary>How a purchase is paid.</summary>
public enum PurchaseKind
{
    /// <summary>By the buyer on Stripe's page.</summary>
    Checkout,

    /// <summary>By the buyer on Stripe's page, which saves the card for automatic top-ups.</summary>
    SetUp,

    /// <summary>By the saved card, off session.</summary>
    Automatic,
}
