namespace SeoRankGenius.Credits.Web.Pages.Account.Sites;

/// <summary>The state of a site for its owner.</summary>
/// <param name="Tone">The badge's color: good, warn, bad, or none.</param>
/// <param name="Label">One or two words.</param>
/// <param name="Detail">The use of the monthly cap; null without a cap.</param>
public sealed record SiteState(string Tone, string Label, string? Detail)
{
    public static SiteState Of(SiteLimits limits) => limits switch
    {
        { IsPaused: true } => new("warn", "Paused", CapOf(limits)),
        { IsCapReached: true } => new("bad", "Cap reached", CapOf(limits)),
        { IsNearCap: true } => new("warn", "Near its cap", CapOf(limits)),
        _ => new("good", "Active", CapOf(limits)),
    };

    private static string? CapOf(SiteLimits limits) => limits.Cap is { } cap
        ? $"{Format.Number(limits.Used)} of {Format.Number(cap)} shared used"
        : null;
}
