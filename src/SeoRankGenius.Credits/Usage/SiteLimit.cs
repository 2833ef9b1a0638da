using System.Data.Common;

namespace SeoRankGenius.Credits.Usage;

/// <summary>An owner's limits of a site. A site without a row has none.</summary>
public sealed class SiteLimit
{
    private SiteLimit() { }

    public Guid SiteId { get; private set; }

    /// <summary>The most Shared Credits that the site may use in a calendar month (UTC); null for no cap.</summary>
    public long? Cap { get; private set; }

    /// <summary>A paused site spends nothing.</summary>
    public bool IsPaused { get; private set; }

    /// <summary>The month that <see cref="Used"/> is about: 202611.</summary>
    public long Month { get; private set; }

    /// <summary>
    /// Shared Credits taken in that month, less what returned of them; counted while there is a cap. What returns of
    /// an earlier month is not subtracted.
    /// </summary>
    public long Used { get; private set; }

    /// <summary>
    /// The most that <see cref="Used"/> may be in that month: the cap, or what was used when a lower cap was set. Null
    /// without a cap.
    /// </summary>
    public long? MonthLimit { get; private set; }

    /// <summary><see cref="Used"/> in the month of a time (UTC).</summary>
    internal long UsedAt(DateTime now) => Month == MonthOf(now) ? Used : 0;

    /// <summary>The number of a month.</summary>
    internal static long MonthOf(DateTime at) => at.Year * 100 + at.Month;

    internal static SiteLimit Of(Guid siteId) => new() { SiteId = siteId };

    internal void Set(long? cap, bool isPaused, long month, long used)
    {
        (Cap, IsPaused, Month, Used) = (cap, isPaused, month, cap is null ? 0 : Math.Max(used, 0));
        MonthLimit = cap is { } most ? Math.Max(most, Used) : null;
    }
}

/// <summary>A stored limit, as a spend reads it.</summary>
internal sealed record SiteLimitRow(long? Cap, bool IsPaused, long Month, long Used, long? MonthLimit)
{
    /// <summary>The columns <c>Cap, IsPaused, Month, Used, MonthLimit</c>; null for a site without limits.</summary>
    public static SiteLimitRow? Read(DbDataReader row, int column) => row.IsDBNull(column + 1)
        ? null
        : new(
            row.Number(column), row.GetBoolean(column + 1), row.GetInt64(column + 2), row.GetInt64(column + 3),
            row.Number(column + 4));
}
