using SeoRankGenius.Credits.Licensing.TestSites;

namespace SeoRankGenius.Credits.Web.Background;

/// <summary>
/// Refills the credits of test sites after midnight (UTC). May run on any number of instances at once.
/// </summary>
public sealed class TestCreditsPass(TestCredits credits, TimeProvider time, ILogger<TestCreditsPass> log)
    : RecurringPass(TimeSpan.FromMinutes(10), time, log)
{
    protected override Task RunAsync(CancellationToken stopping) => credits.RefillAsync(stopping);
}
