namespace SeoRankGenius.Credits.Usage.Reporting;

/// <summary>What a site used of one feature. Net credits: less what holds returned.</summary>
/// <param name="Feature">The code of the feature.</param>
/// <param name="Actions">Actions of spends, and a hold as one.</param>
/// <param name="Domain">Credits of the site's own pool.</param>
/// <param name="Shared">Shared Credits.</param>
public sealed record FeatureUse(string Feature, long Actions, long Domain, long Shared)
{
    public long Total => Domain + Shared;
}

/// <summary>A site's use in one calendar month (UTC).</summary>
/// <param name="Domain">The site.</param>
/// <param name="Month">The first day.</param>
/// <param name="Features">The features used, in the order of their codes.</param>
public sealed record SiteStatement(string Domain, DateOnly Month, IReadOnlyList<FeatureUse> Features)
{
    public long Total => Features.Sum(feature => feature.Total);
}

/// <summary>Statements of use for an agency's clients. Sums of the movements that the activity shows.</summary>
public sealed class StatementQueries(ActivityQueries activity)
{
    private const int Size = 500;

    /// <summary>A site's statement. Empty when the site is not the viewer's, or used nothing.</summary>
    public async Task<SiteStatement> ReadAsync(
        Viewer viewer, string domain, DateOnly month, CancellationToken cancellation)
    {
        var first = new DateOnly(month.Year, month.Month, 1);
        var filter = new ActivityFilter(
            domain, ActivityKind.Use, From: first.ToDateTime(TimeOnly.MinValue, DateTimeKind.Utc),
            To: first.AddMonths(1).ToDateTime(TimeOnly.MinValue, DateTimeKind.Utc));
        var uses = new Dictionary<string, FeatureUse>();
        EntryCursor? behind = null;
        do
        {
            var page = await activity.ReadAsync(viewer, filter, behind, Size, cancellation);
            foreach (var line in page.Lines)
                Add(uses, line);
            behind = page.Next;
        }
        while (behind is not null);
        return new SiteStatement(
            domain, first, [.. uses.Values.OrderBy(use => use.Feature, StringComparer.Ordinal)]);
    }

    private static void Add(Dictionary<string, FeatureUse> uses, ActivityLine line)
    {
        var feature = line.Feature ?? "";
        var use = uses.GetValueOrDefault(feature) ?? new FeatureUse(feature, 0, 0, 0);
        var actions = line.Row.Kind switch
        {
            TransactionKind.Spend => line.Actions ?? 1,
            TransactionKind.HoldPlaced => 1,
            _ => 0,
        };
        uses[feature] = new FeatureUse(
            feature, use.Actions + actions, use.Domain - (line.OwnPool?.Credits ?? 0),
            use.Shared - (line.SharedPool?.Credits ?? 0));
    }
}
