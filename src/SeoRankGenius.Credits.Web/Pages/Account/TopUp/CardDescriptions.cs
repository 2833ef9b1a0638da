using SeoRankGenius.Credits.Billing;

namespace SeoRankGenius.Credits.Web.Pages.Account;

/// <summary>A saved card as people know it.</summary>
public static class CardWords
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
