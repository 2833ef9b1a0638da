namespace SeoRankGenius.Credits;

/// <summary>
/// An amount of money in whole minor units, as in Stripe: 500 is $5.00, JPY 500 or KWD 0.500. The only code that
/// handles the decimals of currencies and the format of amounts.
/// </summary>
/// <param name="Minor">Whole minor units.</param>
/// <param name="Currency">An ISO 4217 code in lower case.</param>
public readonly record struct Money(long Minor, string Currency)
{
    // Larger than any price. Keeps the arithmetic within the range of decimal and long.
    private const decimal Most = 1_000_000_000;

    // Source: https://docs.stripe.com/currencies. All other currencies have two decimals.
    private static readonly string[]
        NoDecimals = "bif clp djf gnf jpy kmf krw mga pyg rwf ugx vnd vuv xaf xof xpf".Split(' '),
        ThreeDecimals = "bhd jod kwd omr tnd".Split(' ');

    /// <summary>Digits after the decimal point: usd 2, jpy 0, kwd 3.</summary>
    public int Decimals => NoDecimals.Contains(Currency) ? 0 : ThreeDecimals.Contains(Currency) ? 3 : 2;

    private decimal Factor => Decimals switch { 0 => 1, 2 => 100, _ => 1_000 };

    private string Sign => Currency == "usd" ? "$" : Currency.ToUpperInvariant() + " ";

    /// <summary>Accounting format: <c>$5.00</c>, <c>JPY 500</c>, <c>KWD 5.000</c>.</summary>
    public override string ToString() => Write("N" + Decimals);

    /// <summary>Price format: <c>$5</c>, or <c>$2.67</c> if the price is not a whole number.</summary>
    public string ToPrice() => decimal.IsInteger(Minor / Factor) ? Write("N0") : ToString();

    /// <summary>Form field format, readable by <see cref="Parse"/>: <c>5.00</c>.</summary>
    public string ToInput() => (Minor / Factor).ToString("F" + Decimals, CultureInfo.InvariantCulture);

    /// <summary>One sum per currency, the largest first: amounts of different currencies are never added.</summary>
    public static IReadOnlyList<Money> Sums(IEnumerable<Money> amounts) =>
        [.. amounts.GroupBy(amount => amount.Currency)
            .Select(some => new Money(some.Sum(amount => amount.Minor), some.Key))
            .OrderByDescending(sum => sum.Minor).ThenBy(sum => sum.Currency, StringComparer.Ordinal)];

    /// <summary>An amount in major units, rounded to whole minor units, halves away from zero.</summary>
    public static Money Rounded(decimal major, string currency) => new(
        (long)Math.Round(major * new Money(1, currency).Factor, MidpointRounding.AwayFromZero), currency);

    /// <summary>
    /// Parses user input, with or without the currency's sign. Null if the input is not an amount, has more decimals
    /// than the currency, or exceeds 1,000,000,000.
    /// </summary>
    public static Money? Parse(string? typed, string currency)
    {
        var one = new Money(1, currency);
        var (text, sign) = (typed?.Trim() ?? "", one.Sign.TrimEnd());
        if (text.StartsWith(sign, StringComparison.OrdinalIgnoreCase))
            text = text[sign.Length..].TrimStart();
        return decimal.TryParse(
                text, NumberStyles.AllowDecimalPoint | NumberStyles.AllowThousands, CultureInfo.InvariantCulture,
                out var amount)
            && amount <= Most && decimal.IsInteger(amount * one.Factor)
            ? new Money((long)(amount * one.Factor), currency)
            : null;
    }

    private string Write(string format) => Sign + (Minor / Factor).ToString(format, CultureInfo.InvariantCulture);
}
