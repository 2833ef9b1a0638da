namespace SeoRankGenius.Credits.Demo.Sandbox;

/// <summary>What a person pays with on the checkout page.</summary>
public enum TestCard
{
    /// <summary>4242 4242 4242 4242: pays at once.</summary>
    Card,

    /// <summary>4000 0000 0000 0002: refused by its bank; the session stays open.</summary>
    Declined,

    /// <summary>4000 0000 0000 0341: pays at once; saved, it is declined when it is charged later.</summary>
    DeclinesLater,

    /// <summary>4000 0027 6000 3184: pays at once; saved, its bank asks for its owner later.</summary>
    AsksLater,

    /// <summary>Completes the session unpaid, and pays later.</summary>
    BankDebitThatSucceeds,

    /// <summary>Completes the session unpaid, and fails later.</summary>
    BankDebitThatFails,
}
