using SeoRankGenius.Credits.Licensing;
using SeoRankGenius.Credits.Tests.Fixtures;

namespace SeoRankGenius.Credits.Tests.Data;

/// <summary>A duplicate is told from every other constraint, whether EF wrapped it or not.</summary>
public sealed class ClassifyingFailuresTests : WorldTests
{
    private World _world = null!;
    private TestSite _site = null!;

    [SkippableTheory, EachDatabase]
    public async Task The_same_cause_again_is_a_duplicate(Provider on)
    {
        await GivenAsync(on);
        await TransactionAsync("grant:twice");

        Assert.True(await IsDuplicateAsync(() => TransactionAsync("grant:twice")));
    }

    [SkippableTheory, EachDatabase]
    public async Task The_same_primary_key_again_is_a_duplicate(Provider on)
    {
        await GivenAsync(on);

        Assert.True(await IsDuplicateAsync(() => _world.SqlAsync(
            $"""INSERT INTO "AspNetUserTokens" SELECT * FROM "AspNetUserTokens" """)));
    }

    [SkippableTheory, EachDatabase]
    public async Task A_duplicate_that_ef_wrapped_is_a_duplicate(Provider on)
    {
        await GivenAsync(on);

        Assert.True(await IsDuplicateAsync(() => _world.ReadAsync(db =>
        {
            db.Licenses.Add(License.Issue(_site.License.OwnerId, _site.License.Key, "pro", null, _world.Time.Now));
            return db.SaveChangesAsync();
        })));
    }

    [SkippableTheory, EachDatabase]
    public async Task A_broken_check_is_no_duplicate(Provider on)
    {
        await GivenAsync(on);

        Assert.False(await IsDuplicateAsync(() => TransactionAsync("grant:odd", kind: "Gift")));
    }

    [SkippableTheory, EachDatabase]
    public async Task A_broken_reference_is_no_duplicate(Provider on)
    {
        await GivenAsync(on);

        Assert.False(await IsDuplicateAsync(() => _world.SqlAsync(
            $"""UPDATE "Licenses" SET "OwnerId" = {Guid.NewGuid()}""")));
    }

    [SkippableTheory, EachDatabase]
    public async Task A_missing_value_is_no_duplicate(Provider on)
    {
        await GivenAsync(on);

        Assert.False(await IsDuplicateAsync(() => _world.SqlAsync($"""UPDATE "Licenses" SET "Plan" = NULL""")));
    }

    [SkippableTheory, EachDatabase]
    public async Task A_triggers_no_is_no_duplicate(Provider on)
    {
        await GivenAsync(on);

        Assert.False(await IsDuplicateAsync(() => _world.SqlAsync($"""DELETE FROM "LedgerTransactions" """)));
    }

    [SkippableTheory, EachDatabase]
    public async Task A_duplicate_is_no_outside_fault(Provider on)
    {
        await GivenAsync(on);
        await TransactionAsync("grant:twice");

        var fault = await Assert.ThrowsAnyAsync<Exception>(() => TransactionAsync("grant:twice"));

        Assert.False(await _world.ReadAsync(db => Task.FromResult(db.IsOutsideFault(fault))));
    }

    private async Task GivenAsync(Provider on)
    {
        _world = await WorldAsync(on);
        _world.IsBroken = true;
        _site = await _world.SiteAsync(shared: 3_450);
        await _world.SqlAsync($"""
            INSERT INTO "AspNetUserTokens" ("UserId", "LoginProvider", "Name", "Value")
            VALUES ({_site.License.OwnerId}, 'test', 'token', 'x')
            """);
    }

    private Task TransactionAsync(string cause, string kind = "Grant") => _world.SqlAsync($"""
        INSERT INTO "LedgerTransactions" ("Id", "Kind", "Cause", "Actor", "At")
        VALUES ({Guid.NewGuid()}, {kind}, {cause}, 'system', {_world.Time.Now})
        """);

    private async Task<bool> IsDuplicateAsync(Func<Task> write)
    {
        var fault = await Assert.ThrowsAnyAsync<Exception>(write);
        return await _world.ReadAsync(db => Task.FromResult(db.IsDuplicate(fault)));
    }
}
