using SeoRankGenius.Credits.Tests.Support;

namespace SeoRankGenius.Credits.Tests.Ledger;

public sealed class VerifyingTheLedgerTests : WorldTests
{
    [SkippableTheory, EachDatabase]
    public async Task A_sound_ledger_has_counts_to_show(Provider on)
    {
        var world = await WorldAsync(on);
        var site = await world.SiteAsync(shared: 3_450, domain: 1_370);
        await world.SpendAsync(site, 1_500);

        var verification = await world.VerifyAsync();

        Assert.Empty(verification.Discrepancies);
        Assert.Equal(
            ["pools 2", "transactions 3", "entries 4", "purchases 0"],
            verification.Counts.Select(count => FormattableString.Invariant($"{count.Key} {count.Value}")));
    }
}
