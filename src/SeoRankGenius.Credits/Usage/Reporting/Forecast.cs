namespace SeoRankGenius.Credits.Usage.Reporting;

/// <summary>
/// Estimates when a pool is empty: its balance divided by the average net use per day since the first use within the
/// last 30 days, today excluded. Assumes that nothing is added.
/// </summary>
public static class Forecast
{
    /// <summary>Days that are looked at.</summary>
    public const int Window = 30;

    /// <summary>Fewer days since the first use give no estimate.</summary>
    public const int LeastDays = 7;

    private const int MostDays = 730;

    /// <summary>
    /// The day (UTC) on which the balance is used up. Null without an estimate: fewer than seven days since the first
    /// use, no net use, an empty pool, or more than two years.
    /// </summary>
    /// <param name="balance">Whole credits.</param>
    /// <param name="used">Net credits used on each of the days before today, the oldest first.</param>
    /// <param name="today">The current day, UTC.</param>
    public static DateOnly? EmptyOn(long balance, IReadOnlyList<long> used, DateOnly today)
    {
        var days = used.TakeLast(Window).SkipWhile(credits => credits == 0).ToList();
        var total = days.Sum();
        if (balance <= 0 || days.Count < LeastDays || total <= 0)
            return null;
        var left = (double)balance * days.Count / total;
        return left > MostDays ? null : today.AddDays((int)left);
    }
}
