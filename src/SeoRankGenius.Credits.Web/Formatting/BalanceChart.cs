using System.Text;

namespace SeoRankGenius.Credits.Web.Formatting;

/// <summary>
/// A balance over time as an SVG step chart, for a view box of <see cref="Width"/> by <see cref="Height"/>.
/// </summary>
public sealed class BalanceChart
{
    public const int Width = 600, Height = 120;

    // Keeps the width of the line inside the view box.
    private const int Margin = 4;

    public BalanceChart(IReadOnlyList<BalancePoint> points)
    {
        Points = points;
        Highest = points.MaxBy(point => point.Balance);
        Lowest = points.MinBy(point => point.Balance);
        var path = new StringBuilder();
        for (var i = 0; i < points.Count; i++)
            path.Append(
                CultureInfo.InvariantCulture,
                $"{(i == 0 ? 'M' : 'H')}{X(points[i]):0.#}{(i == 0 ? ' ' : 'V')}{Y(points[i].Balance):0.#}");
        Line = path.ToString();
    }

    public IReadOnlyList<BalancePoint> Points { get; }

    public BalancePoint First => Points[0];

    public BalancePoint Last => Points[^1];

    public BalancePoint Highest { get; }

    public BalancePoint Lowest { get; }

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

    private double X(BalancePoint point)
    {
        var whole = (Last.At - First.At).TotalSeconds;
        return whole <= 0 ? 0 : (point.At - First.At).TotalSeconds / whole * Width;
    }

    // The axis starts at zero, so that a small change does not look large.
    private double Y(long balance) =>
        Height - Margin - (double)balance / Math.Max(1, Highest.Balance) * (Height - 2 * Margin);
}
