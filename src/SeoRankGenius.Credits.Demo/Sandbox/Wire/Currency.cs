using System.Globalization;

namespace SeoRankGenius.Credits.Demo.Sandbox.Wire;

/// <summary>The currencies that Stripe takes, in the order its message names them.</summary>
internal static class Currency
{
    private static readonly string[] Known = (
        "usd aed afn all amd ang aoa ars aud awg azn bam bbd bdt bgn bhd bif bmd bnd bob brl bsd bwp byn bzd cad cdf " +
        "chf clp cny cop crc cve czk djf dkk dop dzd egp etb eur fjd fkp gbp gel gip gmd gnf gtq gyd hkd hnl htg huf " +
        "idr ils inr isk jmd jod jpy kes kgs khr kmf krw kwd kyd kzt lak lbp lkr lrd lsl mad mdl mga mkd mmk mnt mop " +
        "mur mvr mwk mxn myr mzn nad ngn nio nok npr nzd omr pab pen pgk php pkr pln pyg qar ron rsd rub rwf sar sbd " +
        "scr sek sgd shp sle sos srd std szl thb tjs tnd top try ttd twd tzs uah ugx uyu uzs vnd vuv wst xaf xcd xof " +
        "xpf yer zar zmw").Split(' ');

    private static readonly string[] WithoutCents =
        "bif clp djf gnf jpy kmf krw mga pyg rwf ugx vnd vuv xaf xof xpf".Split(' ');

    public static string Read(FormFields fields, string name)
    {
        // Whoever sends upper case means the right one; Stripe takes it and answers in lower case.
        var currency = Check.Required(fields, name).ToLowerInvariant();
        return Known.Contains(currency)
            ? currency
            : throw StripeFailure.Invalid(name, $"Invalid currency: {currency}. Stripe currently supports these " +
                $"currencies: {string.Join(", ", Known)}");
    }

    /// <summary>For people: 500 usd → $5.00, 500 jpy → 500 JPY.</summary>
    public static string Format(long amount, string currency)
    {
        var text = WithoutCents.Contains(currency)
            ? amount.ToString("N0", CultureInfo.InvariantCulture)
            : (amount / 100m).ToString("N2", CultureInfo.InvariantCulture);
        return currency == "usd" ? "$" + text : $"{text} {currency.ToUpperInvariant()}";
    }
}
