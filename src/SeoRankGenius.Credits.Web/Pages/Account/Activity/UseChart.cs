namespace SeoRankGenius.Credits.Web.Pages.Account.Activity;

/// <summary>
/// Use per day as stacked bars, Domain Credits below, for a view box of <see cref="Width"/> by <see cref="Height"/>.
/// The axis ends at a round number, so that it can be labeled.
/// </summary>
public sealed record UseChart(IReadOnlyList<DayOfUse> Days)
{
    public const int Width = 920, Height = 160;

    private const double Gap = 0.28;

    public long Total => Days.Sum(day => day.Total);

    public DayOfUse Busiest => Days.MaxBy(day => day.Total)!;

    /// <summary>The number at the top of the axis: 1, 2 or 5 times a power of ten, at least 10.</summary>
    public long Top
    {
        get
        {
            for (long power = 10; ; power *= 10)
                foreach (var step in (long[])[1, 2, 5])
                    if (power * step >= Busiest.Total)
                        return power * step;
        }
    }

    /// <summary>The bars of a day, in the view box; a pool that was not used has none.</summary>
    public IEnumerable<(DayOfUse Day, PoolKind Pool, string X, string Y, string Width, string Height)> Bars()
    {
        var step = (double)Width / Days.Count;
        for (var i = 0; i < Days.Count; i++)
        {
            var day = Days[i];
            var (own, shared) = (Math.Max(0, day.Domain), Math.Max(0, day.Shared));
            var x = Text(i * step + step * Gap / 2);
            var width = Text(step * (1 - Gap));
            if (own > 0)
                yield return (day, PoolKind.Domain, x, Text(Y(own)), width, Text(Height - Y(own)));
            if (shared > 0)
                yield return (day, PoolKind.Shared, x, Text(Y(own + shared)), width, Text(Y(own) - Y(own + shared)));
        }
    }

    /// <summary>A day's use in words, for the tooltip of its bar.</summary>
    public static string Tip(DayOfUse day) =>
        $"{Format.Date(day.Day)}: {Format.Credits(day.Total)} "
        + $"({Format.Number(day.Shared)} shared, {Format.Number(day.Domain)} domain)";

    private double Y(long credits) => Height - (double)credits / Top * Height;

    private static string Text(double number) => number.ToString("0.##", CultureInfo.InvariantCulture);
}
