using System.Text;

namespace SeoRankGenius.Credits.Web.Formatting;

/// <summary>
/// A balance over time as an SVG step chart, for a view box of <see cref="Width"/> by <see cref="Height"/>.
/// </summary>
public sealed class BalanceChart
{
    public const int Width = 600, Height = 160;

    private const int MostSteps = 4, MostRows = 60;

    public BalanceChart(IReadOnlyList<BalancePoint> points)
    {
        Points = points;
        Highest = points.MaxBy(point => point.Balance);
        Lowest = points.MinBy(point => point.Balance);
        Scale = ScaleOf(Highest.Balance);
        var path = new StringBuilder();
        for (var i = 0; i < points.Count; i++)
            path.Append(
                CultureInfo.InvariantCulture,
                $"{(i == 0 ? 'M' : 'H')}{X(points[i]):0.#}{(i == 0 ? ' ' : 'V')}{Y(points[i].Balance):0.#}");
        Line = path.ToString();
    }

    public IReadOnlyList<BalancePoint> Points { get; }

    /// <summary>The points of the table: all of a few, evenly spaced ones of many.</summary>
    public IEnumerable<BalancePoint> Rows => Points.Count <= MostRows
        ? Points
        : Enumerable.Range(0, MostRows).Select(i => Points[(Points.Count - 1) * i / (MostRows - 1)]);

    public BalancePoint First => Points[0];

    public BalancePoint Last => Points[^1];

    public BalancePoint Highest { get; }

    public BalancePoint Lowest { get; }

    /// <summary>The values of the horizontal lines, evenly spaced from the top of the chart to zero.</summary>
    public IReadOnlyList<long> Scale { get; }

    /// <summary>Four evenly spaced moments from the first to the last, in UTC.</summary>
    public IEnumerable<DateTime> Dates =>
        Enumerable.Range(0, 4).Select(i => First.At + (Last.At - First.At) * i / 3);

    /// <summary>So short that dates alone do not tell the moments apart.</summary>
    public bool IsShort => Last.At - First.At < TimeSpan.FromDays(4);

    /// <summary>The path of the line.</summary>
    public string Line { get; }

    /// <summary>The path of the area below the line.</summary>
    public string Area => string.Create(
        CultureInfo.InvariantCulture, $"{Line}V{Height}H{X(Points[0]):0.#}Z");

    /// <summary>The chart as a sentence.</summary>
    public string Sentence(TimeProvider time) =>
        $"From {Format.Number(First.Balance)} on {Format.When(First.At, time)} to {Format.Number(Last.Balance)} now; "
        + $"highest {Format.Number(Highest.Balance)} on {Format.When(Highest.At, time)}, "
        + $"lowest {Format.Number(Lowest.Balance)} on {Format.When(Lowest.At, time)}.";

    /// <summary>The height of a balance. The axis starts at zero, so that a small change looks small.</summary>
    public double Y(long balance) => Height - (double)balance / Scale[0] * Height;

    private double X(BalancePoint point)
    {
        var whole = (Last.At - First.At).TotalSeconds;
        return whole <= 0 ? 0 : (point.At - First.At).TotalSeconds / whole * Width;
    }

    // At most five lines, at multiples of 1, 2 or 5 times a power of ten.
    private static List<long> ScaleOf(long highest)
    {
        long[] sizes = [1, 2, 5];
        var step = 1L;
        for (var i = 0; step * MostSteps < highest; i++)
            step = sizes[i % 3] * (long)Math.Pow(10, i / 3);
        var lines = Math.Max(1, (highest + step - 1) / step);
        return [.. Enumerable.Range(0, (int)lines + 1).Select(i => (lines - i) * step)];
    }
}
