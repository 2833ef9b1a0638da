namespace SeoRankGenius.Credits;

/// <summary>Times as the API shows them.</summary>
public static class WholeSeconds
{
    /// <summary>The time without its fraction of a second, as clients without fractions read it.</summary>
    public static DateTime ToWholeSecond(this DateTime time) => time.AddTicks(-(time.Ticks % TimeSpan.TicksPerSecond));
}
