namespace SeoRankGenius.Credits.Web.Formatting;

/// <summary>Reads numbers and days as people type them; <see cref="Money.Parse"/> reads amounts.</summary>
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

    /// <summary>The moment (UTC) at which a day begins.</summary>
    public static DateTime? StartOfDay(this DateOnly? day) => day?.ToDateTime(TimeOnly.MinValue, DateTimeKind.Utc);

    /// <summary>The moment (UTC) at which a day ends; null for the last representable day.</summary>
    public static DateTime? EndOfDay(this DateOnly? day) =>
        day == DateOnly.MaxValue ? null : StartOfDay(day?.AddDays(1));
}
