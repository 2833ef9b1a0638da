namespace SeoRankGenius.Credits.Web.Formatting;

/// <summary>Reads numbers as people type them; <see cref="Money.Parse"/> reads amounts.</summary>
public static class Parse
{
    /// <summary>
    /// A whole number with or without separators: <c>5,000</c>, <c>+150</c>, <c>-150</c>, and <c>−150</c> as pages
    /// print it. Null for anything else.
    /// </summary>
    public static long? Number(string? text) => long.TryParse(
        text?.Trim().Replace('−', '-'), NumberStyles.AllowThousands | NumberStyles.AllowLeadingSign,
        CultureInfo.InvariantCulture, out var number)
            ? number
            : null;
}
