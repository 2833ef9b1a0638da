using System.Globalization;

namespace SeoRankGenius.Credits;

/// <summary>
/// An amount of money in whole minor units, as Stripe counts them: 500 is $5.00, JPY 500 or KWD 0.500. The only code
/// that knows how many decimals a currency has and how an amount is written.
/// </summary>
/// <param name="Minor">Whole minor units.</param>
/// <param name="Currency">An ISO 4217 code in lower case.</param>
public readonly record struct Money(long Minor, string Currency)
{
    // Larger than any price; keeps the arithmetic within a decimal and a long.
    private const decimal Most = 1_000_000_000;

    // Source: https://docs.stripe.com/currencies. All other currencies have two decimals.
    private static readonly string[]
        NoDecimals = "bif clp djf gnf jpy kmf krw mga pyg rwf ugx vnd vuv xaf xof xpf".Split(' '),
        ThreeDecimals = "bhd jod kwd omr tnd".Split(' ');

    /// <summary>Digits after the decimal point: usd 2, jpy 0, kwd 3.</summary>
    public int Decimals => NoDecimals.Contains(Currency) ? 0 : ThreeDecimals.Contains(Currency) ? 3 : 2;

    private decimal Factor => Decimals switch { 0 => 1, 2 => 100, _ => 1_000 };

    private string Sign => Currency == "usd" ? "$" : Currency.ToUpperInvariant() + " ";

    /// <summary>Where money is accounted for: <c>$5.00</c>, <c>JPY 500</c>, <c>KWD 5.000</c>.</summary>
    public override string ToString() => Write("N" + Decimals);

    /// <summary>On a price tag: <c>$5</c>, and <c>$2.67</c> where it is no whole number.</summary>
    public string ToPrice() => decimal.IsInteger(Minor / Factor) ? Write("N0") : ToString();

    /// <summary>In a form's field, as <see cref="Parse"/> reads it: <c>5.00</c>.</summary>
    public string ToInput() => (Minor / Factor).ToString("F" + Decimals, CultureInfo.InvariantCulture);

    /// <summary>
    /// Reads what a person typed, with or without the currency's sign. Null for what is not an amount, has more
    /// decimals than the currency, or exceeds 1,000,000,000.
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
