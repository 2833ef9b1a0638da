using SeoRankGenius.Credits.BackOffice.Licenses;
using SeoRankGenius.Credits.Licensing;
using SeoRankGenius.Credits.Tests.Fixtures;

namespace SeoRankGenius.Credits.Tests.BackOffice;

public sealed class ListingLicensesTests : WorldTests
{
    [SkippableTheory, EachDatabase]
    public async Task Pages_follow_each_other_without_gap_or_repeat(Provider on)
    {
        var world = await WorldAsync(on);
        var owner = await world.OwnerAsync();
        var made = new List<Guid>();
        for (var i = 0; i < 120; i++)
        {
            made.Add((await world.LicenseAsync(ownerId: owner)).Id);
            if (i % 3 == 0)
                world.Time.Advance(TimeSpan.FromSeconds(1));
        }

        var listed = new List<LicenseLine>();
        Guid? behind = null;
        do
        {
            var page = await world.Get<LicenseQueries>().ListAsync(behind, status: null, default);
            listed.AddRange(page.Lines);
            behind = page.Next;
        }
        while (behind is not null);

        Assert.Equal(made.Order(), listed.Select(line => line.Id).Order());
        Assert.Equal(listed.OrderByDescending(line => line.CreatedAt).Select(line => line.CreatedAt),
            listed.Select(line => line.CreatedAt));
    }

    [SkippableTheory, EachDatabase]
    public async Task A_state_lists_its_own(Provider on)
    {
        var world = await WorldAsync(on);
        await world.LicenseAsync();
        var suspended = await world.LicenseAsync();
        await world.ChangeAsync(suspended, license => license.Status = LicenseStatus.Suspended);

        var page = await world.Get<LicenseQueries>().ListAsync(behind: null, LicenseStatus.Suspended, default);

        Assert.Equal(suspended.Id, Assert.Single(page.Lines).Id);
    }

    [SkippableTheory, EachDatabase]
    public async Task Credits_of_all_pools_are_added_up(Provider on)
    {
        var world = await WorldAsync(on);
        await world.SiteAsync(shared: 3_450, domain: 1_370);

        var page = await world.Get<LicenseQueries>().ListAsync(behind: null, status: null, default);

        Assert.Equal((1, 4_820), (page.Lines[0].Sites, page.Lines[0].Credits));
    }
}
