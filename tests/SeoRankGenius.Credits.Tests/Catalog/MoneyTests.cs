namespace SeoRankGenius.Credits.Tests.Catalog;

public sealed class MoneyTests
{
    [Theory]
    [InlineData(5_00, "usd", "$5.00"), InlineData(5_00, "eur", "EUR 5.00")]
    [InlineData(500, "jpy", "JPY 500"), InlineData(500, "kwd", "KWD 0.500")]
    [InlineData(1_234_567, "usd", "$12,345.67"), InlineData(1_234_567, "jpy", "JPY 1,234,567")]
    [InlineData(1_234_567, "kwd", "KWD 1,234.567"), InlineData(0, "usd", "$0.00")]
    public void An_account_shows_all_decimals_of_the_currency(long minor, string currency, string shown) =>
        Assert.Equal(shown, new Money(minor, currency).ToString());

    [Theory]
    [InlineData(5_00, "usd", "$5"), InlineData(2_67, "usd", "$2.67"), InlineData(40_00, "eur", "EUR 40")]
    [InlineData(500, "jpy", "JPY 500"), InlineData(5_000, "kwd", "KWD 5"), InlineData(5_250, "kwd", "KWD 5.250")]
    public void A_price_tag_leaves_out_decimals_that_are_zero(long minor, string currency, string shown) =>
        Assert.Equal(shown, new Money(minor, currency).ToPrice());

    [Theory]
    [InlineData("5", "usd", 5_00), InlineData("$5.00", "usd", 5_00), InlineData(" 1,234.5 ", "usd", 1_234_50)]
    [InlineData("EUR 5", "eur", 5_00), InlineData("500", "jpy", 500), InlineData("jpy 500", "jpy", 500)]
    [InlineData("0.5", "kwd", 500), InlineData("0.125", "kwd", 125)]
    public void A_typed_amount_is_read_in_its_currency(string typed, string currency, long minor) =>
        Assert.Equal(new Money(minor, currency), Money.Parse(typed, currency));

    [Theory]
    [InlineData("", "usd"), InlineData(null, "usd"), InlineData("five", "usd"), InlineData("-5", "usd")]
    [InlineData("5.001", "usd"), InlineData("5.5", "jpy"), InlineData("0.1255", "kwd"), InlineData("$5", "eur")]
    [InlineData("99999999999999999999", "usd"), InlineData("99999999999999999999999999999999", "kwd")]
    public void What_is_not_an_amount_of_the_currency_is_not_read(string? typed, string currency) =>
        Assert.Null(Money.Parse(typed, currency));

    [Theory]
    [InlineData("usd"), InlineData("eur"), InlineData("jpy"), InlineData("kwd")]
    public void A_form_reads_back_what_it_shows(string currency) =>
        Assert.Equal(
            new Money(123_450, currency), Money.Parse(new Money(123_450, currency).ToInput(), currency));
}
