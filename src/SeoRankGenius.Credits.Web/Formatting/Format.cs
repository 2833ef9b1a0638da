using System.Globalization;

namespace SeoRankGenius.Credits.Web.Formatting;

/// <summary>Numbers and dates as people read them, in US English on every machine.</summary>
public static class Format
{
    /// <summary><c>4,820</c></summary>
    public static string Number(long number) => number.ToString("N0", CultureInfo.InvariantCulture);

    /// <summary>Money that is accounted for: <c>$5.00</c>.</summary>
    public static string Money(long minor, string currency) => new Money(minor, currency).ToString();

    /// <summary>On a price tag: <c>$5</c>, <c>$2.67</c>.</summary>
    public static string Price(long minor, string currency) => new Money(minor, currency).ToPrice();

    /// <summary>The price of a thousand credits: <c>$2.67</c>.</summary>
    public static string PerThousand(long minor, long credits, string currency) =>
        Money((long)Math.Round(minor * 1_000m / credits, MidpointRounding.AwayFromZero), currency);

    /// <summary>Names a currency in a sentence: <c>US dollars</c>, or its code.</summary>
    public static string Currency(string currency) => currency == "usd" ? "US dollars" : currency.ToUpperInvariant();

    /// <summary><c>Dec 6, 2026</c>, in UTC.</summary>
    public static string Date(DateTime at) => at.ToString("MMM d, yyyy", CultureInfo.InvariantCulture);

    /// <summary><c>Dec 6, 09:41</c>, in UTC; with the year where it is another than now.</summary>
    public static string When(DateTime at, DateTime now) =>
        at.ToString(at.Year == now.Year ? "MMM d, HH:mm" : "MMM d, yyyy, HH:mm", CultureInfo.InvariantCulture);

    /// <summary><c>+150</c>, <c>−12</c></summary>
    public static string Change(long credits) => (credits < 0 ? "−" : "+") + Number(Math.Abs(credits));

    /// <summary><c>2026-12-06T09:41:00Z</c>, for machines.</summary>
    public static string IsoTime(DateTime at) => at.ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture);

    /// <summary><c>2026-12-06</c>, for machines.</summary>
    public static string IsoDate(DateTime at) => at.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    /// <summary>A long id so that it fits a table: <c>cs_test_a1B2…9xYz</c>.</summary>
    public static string Brief(string id) => id.Length <= 20 ? id : id[..12] + "…" + id[^4..];

    /// <summary>A share of a whole for a drawing: <c>71.58%</c>.</summary>
    public static string Percent(decimal share) =>
        (share * 100).ToString("0.##", CultureInfo.InvariantCulture) + "%";
}
