namespace SeoRankGenius.Credits.Web.Formatting;

/// <summary>Days as forms have them, as moments.</summary>
public static class DateRange
{
    /// <summary>The moment (UTC) at which a day is over. The last day there is has no end.</summary>
    public static DateTime? EndOfDay(this DateOnly? day) =>
        day == DateOnly.MaxValue ? null : day?.AddDays(1).ToDateTime(TimeOnly.MinValue, DateTimeKind.Utc);

    /// <summary>The moment (UTC) at which a day begins.</summary>
    public static DateTime? Beginning(this DateOnly? day) => day?.ToDateTime(TimeOnly.MinValue, DateTimeKind.Utc);
}
