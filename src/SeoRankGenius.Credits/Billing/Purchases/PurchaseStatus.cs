namespace SeoRankGenius.Credits.Billing.Purchases;

/// <summary>
/// How far a purchase has come. A purchase only ever moves down this list, so payment events that arrive late, twice
/// or out of order all end in the same state.
/// </summary>
public enum PurchaseStatus
{
    /// <summary>Committed; the checkout is open, or about to be.</summary>
    Open,

    /// <summary>The checkout is complete and a delayed payment, such as a bank debit, is under way.</summary>
    Pending,

    /// <summary>The checkout ran out, failed, or could not be opened: nothing was charged.</summary>
    Failed,

    /// <summary>Paid, and the credits are in the pool. Final.</summary>
    Paid,
}

/// <summary>Who pays a purchase, and how.</summary>
public enum PurchaseKind
{
    /// <summary>The buyer, on Stripe's page.</summary>
    Checkout,

    /// <summary>The buyer, on Stripe's page, which saves their card for automatic top-ups.</summary>
    SetUp,

    /// <summary>The saved card, without the buyer.</summary>
    Automatic,
}
