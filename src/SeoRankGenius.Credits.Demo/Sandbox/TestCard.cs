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

/// <summary>The number of a test card and the results of charging it.</summary>
/// <param name="Number">In groups of four digits; of a bank account, its last four.</param>
/// <param name="Result">The result on the checkout page, for the person who chooses one.</param>
/// <param name="LaterResult">The result of an off-session charge.</param>
/// <param name="DeclineCode">Stripe's code of a declined off-session charge; null when it is paid.</param>
internal sealed record TestCardFacts(string Number, string Result, string LaterResult, string? DeclineCode)
{
    public string Last4 => Number[^4..];
}

internal static class TestCards
{
    private const string IsDeclined = "is declined";

    public static bool IsBankDebit(this TestCard card) =>
        card is TestCard.BankDebitThatSucceeds or TestCard.BankDebitThatFails;

    public static TestCardFacts Facts(this TestCard card) => card switch
    {
        TestCard.Card => new("4242 4242 4242 4242", "pays", "pays", null),
        TestCard.Declined => new("4000 0000 0000 0002", IsDeclined, IsDeclined, "generic_decline"),
        TestCard.DeclinesLater =>
            new("4000 0000 0000 0341", "pays now, is declined later", IsDeclined, "generic_decline"),
        TestCard.AsksLater => new(
            "4000 0027 6000 3184", "pays now, requires authentication later", "requires authentication",
            "authentication_required"),
        TestCard.BankDebitThatSucceeds or TestCard.BankDebitThatFails => new("6789", "pays", "pays", null),
    };
}
