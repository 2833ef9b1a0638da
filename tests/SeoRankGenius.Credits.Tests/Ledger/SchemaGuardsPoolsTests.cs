using System.Data.Common;
using SeoRankGenius.Credits.Tests.Fixtures;
using SeoRankGenius.Credits.Tests.Scenarios;

namespace SeoRankGenius.Credits.Tests.Ledger;

public sealed class SchemaGuardsPoolsTests : WorldTests
{
    private static readonly Guid NewSiteId = Guid.Parse("0193a000-0000-7000-8000-00000000abcd");

    [SkippableTheory, EachDatabase]
    public async Task A_site_gets_one_empty_domain_pool(Provider on)
    {
        var (world, licenseId) = await GivenANewSiteAsync(on);

        await world.SqlAsync(Pool(NewSiteId, "Domain", licenseId, NewSiteId));

        Assert.Equal(0, await world.BalanceAsync(NewSiteId));
    }

    [SkippableTheory, EachDatabase(5L, 0L), EachDatabase(0L, 1L), EachDatabase(5L, 1L)]
    public async Task A_pool_cannot_begin_with_a_balance(Provider on, long balance, long sequence)
    {
        var (world, licenseId) = await GivenANewSiteAsync(on);

        await Assert.ThrowsAnyAsync<DbException>(
            () => world.SqlAsync(Pool(NewSiteId, "Domain", licenseId, NewSiteId, balance, sequence)));
    }

    [SkippableTheory, EachDatabase]
    public async Task A_pool_of_an_unknown_kind_is_refused(Provider on)
    {
        var (world, licenseId) = await GivenANewSiteAsync(on);

        await Assert.ThrowsAnyAsync<DbException>(
            () => world.SqlAsync(Pool(NewSiteId, "Global", licenseId, NewSiteId)));
    }

    [SkippableTheory, EachDatabase]
    public async Task A_domain_pool_has_its_sites_id(Provider on)
    {
        var (world, licenseId) = await GivenANewSiteAsync(on);

        await Assert.ThrowsAnyAsync<DbException>(
            () => world.SqlAsync(Pool(Guid.NewGuid(), "Domain", licenseId, NewSiteId)));
    }

    [SkippableTheory, EachDatabase]
    public async Task A_license_has_one_shared_pool(Provider on)
    {
        var (world, licenseId) = await GivenANewSiteAsync(on);

        await Assert.ThrowsAnyAsync<DbException>(
            () => world.SqlAsync(Pool(Guid.NewGuid(), "Shared", licenseId, siteId: null)));
    }

    [SkippableTheory, EachDatabase]
    public async Task A_site_with_a_pool_cannot_be_removed(Provider on)
    {
        var world = await WorldAsync(on);
        var site = await world.SiteAsync();

        await Assert.ThrowsAnyAsync<DbException>(
            () => world.SqlAsync($"""DELETE FROM "Sites" WHERE "Id" = {site.Id}"""));
    }

    [SkippableTheory, EachDatabase]
    public async Task A_license_of_an_unknown_status_is_refused(Provider on)
    {
        var world = await WorldAsync(on);
        var license = await world.LicenseAsync();

        await Assert.ThrowsAnyAsync<DbException>(
            () => world.SqlAsync($"""UPDATE "Licenses" SET "Status" = 'Forgotten' WHERE "Id" = {license.Id}"""));
    }

    private async Task<(World World, Guid LicenseId)> GivenANewSiteAsync(Provider on)
    {
        var world = await WorldAsync(on);
        var license = await world.LicenseAsync();
        await world.SqlAsync($"""
            INSERT INTO "Sites" ("Id", "LicenseId", "Domain", "IsTest", "TokenHash", "CreatedAt", "ActivatedAt",
                "Activations", "NeedsConfirmation")
            VALUES ({NewSiteId}, {license.Id}, 'northwind-agency.example', 0, 'x', {world.Time.Now}, {world.Time.Now},
                1, {false})
            """);
        return (world, license.Id);
    }

    private static FormattableString Pool(
        Guid id, string kind, Guid licenseId, Guid? siteId, long balance = 0, long sequence = 0) => $"""
        INSERT INTO "Pools" ("Id", "Kind", "LicenseId", "SiteId", "IsTest", "Balance", "Sequence")
        VALUES ({id}, {kind}, {licenseId}, {siteId}, 0, {balance}, {sequence})
        """;
}
