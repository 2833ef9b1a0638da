namespace SeoRankGenius.Credits.Web.Pages.Account.TopUp;

/// <summary>A saved card as its owner recognizes it.</summary>
public static class CardDescriptions
{
    /// <summary><c>Visa ending in 4242</c></summary>
    public static string Of(AutoTopUp topUp) => $"{Brand(topUp.CardBrand)} ending in {topUp.CardLast4}";

    private static string Brand(string? brand) => brand switch
    {
        "visa" => "Visa",
        "mastercard" => "Mastercard",
        "amex" => "American Express",
        "discover" => "Discover",
        _ => "Card",
    };
}
