namespace SeoRankGenius.Credits.Web.Formatting;

/// <summary>The first and last moment of a day in a filter, in UTC.</summary>
public static class DateRange
{
    /// <summary>The moment (UTC) at which a day ends; null for the last representable day.</summary>
    public static DateTime? EndOfDay(this DateOnly? day) =>
        day == DateOnly.MaxValue ? null : day?.AddDays(1).ToDateTime(TimeOnly.MinValue, DateTimeKind.Utc);

    /// <summary>The moment (UTC) at which a day begins.</summary>
    public static DateTime? StartOfDay(this DateOnly? day) => day?.ToDateTime(TimeOnly.MinValue, DateTimeKind.Utc);
}
