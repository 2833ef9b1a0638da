using Microsoft.EntityFrameworkCore;
using SeoRankGenius.Credits.Tests.Fixtures;

namespace SeoRankGenius.Credits.Tests.Data;

public sealed class StoredTimesTests : WorldTests
{
    [SkippableTheory, EachDatabase]
    public async Task A_time_comes_back_as_utc(Provider on)
    {
        var world = await WorldAsync(on);
        var license = await world.LicenseAsync(trialEndsAt: world.Time.Now.AddDays(14));

        var stored = await world.ReadAsync(db => db.Licenses.AsNoTracking().SingleAsync(row => row.Id == license.Id));

        Assert.Equal((DateTimeKind.Utc, DateTimeKind.Utc), (stored.CreatedAt.Kind, stored.TrialEndsAt!.Value.Kind));
    }

    [SkippableTheory, EachDatabase]
    [Trait(ServerNeeds.Trait, ServerNeeds.ExactTimes)]
    public async Task A_time_comes_back_to_the_tick(Provider on)
    {
        on.Needs(ServerNeeds.ExactTimes);
        var world = await WorldAsync(on);
        world.Time.Advance(TimeSpan.FromTicks(1_234_567));

        await world.SiteAsync(shared: 3_450);

        var stored = await world.ReadAsync(db => db.LedgerTransactions.AsNoTracking().SingleAsync());
        Assert.Equal(world.Time.Now, stored.At);
    }
}
