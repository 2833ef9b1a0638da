using System.Data.Common;
using SeoRankGenius.Credits.Tests.Fixtures;
using SeoRankGenius.Credits.Tests.Scenarios;

namespace SeoRankGenius.Credits.Tests.Ledger;

/// <summary>Each rule of the ledger, broken by hand past all code: the database says no.</summary>
public sealed class SchemaGuardsTheLedgerTests : WorldTests
{
    private World _world = null!;
    private TestSite _site = null!;
    private Guid _transactionId;

    [SkippableTheory, EachDatabase]
    public async Task An_entry_cannot_be_changed(Provider on)
    {
        await GivenAsync(on);

        await RefusedAsync($"""UPDATE "LedgerEntries" SET "Credits" = 9 WHERE "PoolId" = {_site.Id}""");
    }

    [SkippableTheory, EachDatabase]
    public async Task An_entry_cannot_be_removed(Provider on)
    {
        await GivenAsync(on);

        await RefusedAsync($"""DELETE FROM "LedgerEntries" WHERE "PoolId" = {_site.Id}""");
    }

    [SkippableTheory, EachDatabase]
    public async Task An_entry_cannot_be_replaced(Provider on)
    {
        await GivenAsync(on);
        Skip.If(on != Provider.Sqlite, "Only SQLite has INSERT OR REPLACE.");

        await RefusedAsync($"""
            INSERT OR REPLACE INTO "LedgerEntries" ("PoolId", "Sequence", "TransactionId", "Credits", "BalanceAfter")
            VALUES ({_site.Id}, 1, {_transactionId}, 9, 9)
            """);
    }

    [SkippableTheory, EachDatabase]
    public async Task A_transaction_cannot_be_changed(Provider on)
    {
        await GivenAsync(on);

        await RefusedAsync($"""UPDATE "LedgerTransactions" SET "Note" = 'x' WHERE "Id" = {_transactionId}""");
    }

    [SkippableTheory, EachDatabase]
    public async Task A_transaction_cannot_be_removed(Provider on)
    {
        await GivenAsync(on);
        await _world.SqlAsync(Transaction("grant:lonely", "Grant"));

        await RefusedAsync($"""DELETE FROM "LedgerTransactions" WHERE "Cause" = 'grant:lonely'""");
        _world.IsBroken = true;
    }

    [SkippableTheory, EachDatabase]
    public async Task A_balance_cannot_go_below_zero(Provider on)
    {
        await GivenAsync(on);

        await RefusedAsync($"""UPDATE "Pools" SET "Balance" = -1 WHERE "Id" = {_site.Id}""");
    }

    [SkippableTheory, EachDatabase(-1_371L, -1L), EachDatabase(0L, 1_370L), EachDatabase(5L, 1_374L)]
    public async Task An_entry_that_breaks_the_sum_is_refused(Provider on, long credits, long after)
    {
        await GivenAsync(on);

        await RefusedAsync(Entry(sequence: 2, credits, after));
    }

    [SkippableTheory, EachDatabase(0L), EachDatabase(1L), EachDatabase(3L)]
    public async Task An_entry_out_of_sequence_is_refused(Provider on, long sequence)
    {
        await GivenAsync(on);

        await RefusedAsync(Entry(sequence, credits: 5, after: sequence == 1 ? 5 : 1_375));
    }

    [SkippableTheory, EachDatabase]
    public async Task A_balance_without_an_entry_is_refused(Provider on)
    {
        await GivenAsync(on);

        await RefusedAsync($"""
            UPDATE "Pools" SET "Balance" = "Balance" + 5, "Sequence" = "Sequence" + 1 WHERE "Id" = {_site.Id}
            """);
    }

    [SkippableTheory, EachDatabase]
    public async Task A_balance_other_than_its_last_entry_is_refused(Provider on)
    {
        await GivenAsync(on);

        await RefusedAsync($"""UPDATE "Pools" SET "Balance" = 1371 WHERE "Id" = {_site.Id}""");
    }

    [SkippableTheory, EachDatabase]
    public async Task A_pool_with_entries_cannot_be_removed(Provider on)
    {
        await GivenAsync(on);

        await RefusedAsync($"""DELETE FROM "Pools" WHERE "Id" = {_site.Id}""");
    }

    [SkippableTheory, EachDatabase]
    public async Task The_same_cause_cannot_be_stored_twice(Provider on)
    {
        await GivenAsync(on);

        await RefusedAsync(Transaction("grant:opening", "Grant"));
    }

    [SkippableTheory, EachDatabase]
    public async Task A_transaction_of_an_unknown_kind_is_refused(Provider on)
    {
        await GivenAsync(on);

        await RefusedAsync(Transaction("grant:gift", "Gift"));
    }

    [SkippableTheory, EachDatabase]
    public async Task An_entry_without_a_transaction_is_refused(Provider on)
    {
        await GivenAsync(on);
        _transactionId = Guid.NewGuid();

        await RefusedAsync(Entry(sequence: 2, credits: 5, after: 1_375));
    }

    // What is refused above is refused for its fault, not for how these rows are written.
    [SkippableTheory, EachDatabase]
    public async Task An_entry_that_follows_is_stored(Provider on)
    {
        await GivenAsync(on);

        Assert.Equal(1, await _world.SqlAsync(Entry(sequence: 2, credits: 5, after: 1_375)));

        Assert.Equal(1, await _world.SqlAsync(
            $"""UPDATE "Pools" SET "Balance" = 1375, "Sequence" = 2 WHERE "Id" = {_site.Id}"""));
    }

    private async Task GivenAsync(Provider on)
    {
        _world = await WorldAsync(on);
        _site = await _world.SiteAsync();
        await _world.GrantAsync(_site.Id, 1_370, "grant:opening");
        _transactionId = (await _world.EntriesAsync(_site.Id)).Single().TransactionId;
    }

    private async Task RefusedAsync(FormattableString sql)
    {
        var before = await _world.EverythingAsync();

        await Assert.ThrowsAnyAsync<DbException>(() => _world.SqlAsync(sql));

        Assert.Equal(before, await _world.EverythingAsync());
    }

    private FormattableString Transaction(string cause, string kind) => $"""
        INSERT INTO "LedgerTransactions" ("Id", "Kind", "Cause", "Actor", "At")
        VALUES ({Guid.NewGuid()}, {kind}, {cause}, 'system', {_world.Time.Now})
        """;

    private FormattableString Entry(long sequence, long credits, long after) => $"""
        INSERT INTO "LedgerEntries" ("PoolId", "Sequence", "TransactionId", "Credits", "BalanceAfter")
        VALUES ({_site.Id}, {sequence}, {_transactionId}, {credits}, {after})
        """;
}
