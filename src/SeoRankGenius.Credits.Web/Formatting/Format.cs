using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Html;

namespace SeoRankGenius.Credits.Web.Formatting;

/// <summary>Numbers and dates as people read them, in US English on every machine.</summary>
public static partial class Format
{
    [GeneratedRegex("(?<!^)[A-Z]")]
    private static partial Regex Capital { get; }

    private static readonly JsonSerializerOptions Indented = new()
    {
        WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary><c>4,820</c></summary>
    public static string Number(long number) => number.ToString("N0", CultureInfo.InvariantCulture);

    /// <summary><c>1 credit</c>, <c>5,000 credits</c></summary>
    public static string Credits(long credits) => Count(credits, "credit");

    /// <summary><c>5,000 shared credits</c></summary>
    public static string Credits(long credits, PoolKind pool) => Count(credits, $"{pool.Code()} credit");

    /// <summary><c>5,000 shared credits for $20</c></summary>
    public static string Pack(Pack pack, string currency) =>
        $"{Credits(pack.Credits, pack.Pool)} for {Price(pack.PriceMinor, currency)}";

    /// <summary>A number and a noun: <c>1 site</c>, <c>2 sites</c>.</summary>
    public static string Count(long count, string noun, string? nouns = null) =>
        $"{Number(count)} {(count == 1 ? noun : nouns ?? noun + "s")}";

    /// <summary>Money that is accounted for: <c>$5.00</c>.</summary>
    public static string Money(long minor, string currency) => new Money(minor, currency).ToString();

    /// <summary>On a price tag: <c>$5</c>, <c>$2.67</c>.</summary>
    public static string Price(long minor, string currency) => new Money(minor, currency).ToPrice();

    /// <summary>The price of a thousand credits: <c>$2.67</c>.</summary>
    public static string PerThousand(long minor, long credits, string currency) =>
        Money((long)Math.Round(minor * 1_000m / credits, MidpointRounding.AwayFromZero), currency);

    /// <summary>A currency in a sentence: <c>US dollars</c>, or its code.</summary>
    public static string Currency(string currency) => currency == "usd" ? "US dollars" : currency.ToUpperInvariant();

    /// <summary><c>Dec 6, 2026</c>, in UTC.</summary>
    public static string Date(DateTime at) => at.ToString("MMM d, yyyy", CultureInfo.InvariantCulture);

    /// <inheritdoc cref="Date(DateTime)"/>
    public static string Date(DateOnly day) => day.ToString("MMM d, yyyy", CultureInfo.InvariantCulture);

    /// <summary><c>December 2026</c></summary>
    public static string Month(DateOnly month) => month.ToString("MMMM yyyy", CultureInfo.InvariantCulture);

    /// <summary>A number with all its decimals: <c>0.0125</c>.</summary>
    public static string Exact(decimal number) => number.ToString("0.##########", CultureInfo.InvariantCulture);

    /// <summary><c>Dec 6</c>, on an axis.</summary>
    public static string Day(DateOnly day) => day.ToString("MMM d", CultureInfo.InvariantCulture);

    /// <summary><c>Dec 6, 2026, 09:41</c>, in UTC.</summary>
    public static string DateAndTime(DateTime at) => at.ToString("MMM d, yyyy, HH:mm", CultureInfo.InvariantCulture);

    /// <summary><c>Dec 6, 09:41</c>, in UTC; with the year when it is not the current one.</summary>
    public static string When(DateTime at, DateTime now) =>
        at.Year == now.Year ? at.ToString("MMM d, HH:mm", CultureInfo.InvariantCulture) : DateAndTime(at);

    /// <inheritdoc cref="When(DateTime, DateTime)"/>
    public static string When(DateTime at, TimeProvider time) => When(at, time.GetUtcNow().UtcDateTime);

    /// <summary><see cref="When(DateTime, DateTime)"/> as a <c>time</c> element, with the full time on hover.</summary>
    public static IHtmlContent Time(DateTime at, TimeProvider time) => Element(at, When(at, time));

    /// <summary><see cref="Date(DateTime)"/> as a <c>time</c> element, with the full time on hover.</summary>
    public static IHtmlContent Day(DateTime at) => Element(at, Date(at));

    /// <summary><c>Dec 6</c>, in UTC; with the year when it is not the current one.</summary>
    public static string ShortDate(DateTime at, TimeProvider time) =>
        at.Year == time.GetUtcNow().Year ? at.ToString("MMM d", CultureInfo.InvariantCulture) : Date(at);

    /// <summary>The name of an enum value in words: <c>HoldPlaced</c> is <c>Hold placed</c>.</summary>
    public static string Label(Enum value) =>
        Capital.Replace(value.ToString(), letter => " " + letter.Value.ToLowerInvariant());

    /// <summary>An e-mail address that may break before its <c>@</c>; other text unchanged.</summary>
    public static IHtmlContent Email(string address) =>
        new HtmlString(HtmlEncoder.Default.Encode(address).Replace("@", "<wbr>@", StringComparison.Ordinal));

    /// <summary><c>+150</c>, <c>−12</c></summary>
    public static string Change(long credits) => (credits < 0 ? "−" : "+") + Number(Math.Abs(credits));

    /// <summary><c>2026-12-06T09:41:00Z</c>, for machines.</summary>
    public static string IsoTime(DateTime at) => at.ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture);

    /// <summary><c>2026-12-06</c>, for machines.</summary>
    public static string IsoDate(DateTime at) => at.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    /// <inheritdoc cref="IsoDate(DateTime)"/>
    public static string? IsoDate(DateOnly? day) => day?.ToString("O", CultureInfo.InvariantCulture);

    /// <summary>Indented JSON, for a page that encodes it; other text unchanged.</summary>
    public static string Json(string json)
    {
        try
        {
            return JsonNode.Parse(json)?.ToJsonString(Indented) ?? json;
        }
        catch (JsonException)
        {
            return json;
        }
    }

    /// <summary>A long id, shortened for tables: <c>cs_test_a1B2…9xYz</c>.</summary>
    public static string Brief(string id) => id.Length <= 20 ? id : id[..12] + "…" + id[^4..];

    /// <summary>A fraction as a percentage for SVG: <c>71.58%</c>.</summary>
    public static string Percent(decimal share) =>
        (share * 100).ToString("0.##", CultureInfo.InvariantCulture) + "%";

    private static HtmlString Element(DateTime at, string text)
    {
        var full = at.ToString("yyyy-MM-dd HH:mm:ss 'UTC'", CultureInfo.InvariantCulture);
        return new HtmlString($"""<time datetime="{IsoTime(at)}" title="{full}">{text}</time>""");
    }
}
