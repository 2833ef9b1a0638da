namespace SeoRankGenius.Credits.Demo.Sandbox;

/// <summary>The payment methods of the checkout page.</summary>
public enum TestCard
{
    /// <summary>4242 4242 4242 4242: pays at once.</summary>
    Card,

    /// <summary>4000 0000 0000 0002: is declined; the session stays open.</summary>
    Declined,

    /// <summary>4000 0000 0000 0341: pays at once; later off-session charges are declined.</summary>
    DeclinesLater,

    /// <summary>4000 0027 6000 3184: pays at once; later off-session charges require authentication.</summary>
    AsksLater,

    /// <summary>Completes the session unpaid, and pays later.</summary>
    BankDebitThatSucceeds,

    /// <summary>Completes the session unpaid, and fails later.</summary>
    BankDebitThatFails,
}

/// <summary>The results of the test cards.</summary>
internal static class TestCards
{
    public static bool IsBankDebit(this TestCard card) =>
        card is TestCard.BankDebitThatSucceeds or TestCard.BankDebitThatFails;

    /// <summary>The result on the checkout page, for the person who chooses one.</summary>
    public static string Result(this TestCard card) => card switch
    {
        TestCard.Declined => "is declined",
        TestCard.DeclinesLater => "pays now, is declined later",
        TestCard.AsksLater => "pays now, requires authentication later",
        TestCard.Card or TestCard.BankDebitThatSucceeds or TestCard.BankDebitThatFails => "pays",
    };

    /// <summary>The result of a later off-session charge.</summary>
    public static string LaterResult(this TestCard card) => card switch
    {
        TestCard.DeclinesLater or TestCard.Declined => "is declined",
        TestCard.AsksLater => "requires authentication",
        TestCard.Card or TestCard.BankDebitThatSucceeds or TestCard.BankDebitThatFails => "pays",
    };
}
