namespace SeoRankGenius.Credits.Web.Pages.Account.TopUp;

/// <summary>A pool of a site with its automatic top-up.</summary>
/// <param name="Pool">The kind of pool.</param>
/// <param name="Balance">Whole credits.</param>
/// <param name="Details">What is agreed, and what was charged this month.</param>
public sealed record PoolTopUp(PoolKind Pool, long Balance, AutoTopUpDetails Details)
{
    /// <summary>Set up, and not switched off or stopped.</summary>
    public bool IsRunning => Details.TopUp is { State: AutoTopUpState.On or AutoTopUpState.Waiting };

    /// <summary>Where the owner sets it up, and what the button says.</summary>
    public (string Href, string Label) SetUp(string domain) => Details.TopUp switch
    {
        { State: AutoTopUpState.Stopped } topUp => (AutoTopUpSummary.ResumeLink(domain, topUp), "Set up again"),
        { State: AutoTopUpState.On or AutoTopUpState.Waiting } => (AutoTopUpSummary.SetUpLink(domain, Pool), "Change"),
        _ => (AutoTopUpSummary.SetUpLink(domain, Pool), "Set up auto top-up"),
    };
}
