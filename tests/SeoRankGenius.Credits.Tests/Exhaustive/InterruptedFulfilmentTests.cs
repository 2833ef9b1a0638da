using Microsoft.Data.Sqlite;
using SeoRankGenius.Credits.Billing.Purchases;
using SeoRankGenius.Credits.Tests.Fixtures;
using SeoRankGenius.Credits.Tests.Scenarios;

namespace SeoRankGenius.Credits.Tests.Exhaustive;

/// <summary>
/// Each write of settling fails in turn: nothing is half-done, and the event that comes again credits once.
/// </summary>
public sealed class InterruptedFulfilmentTests : AppTests
{
    [SkippableTheory]
    [EachDatabase("StoredEvents", "INSERT")]
    [EachDatabase("Purchases", "UPDATE")]
    [EachDatabase("LedgerTransactions", "INSERT")]
    [EachDatabase("LedgerEntries", "INSERT")]
    [EachDatabase("Pools", "UPDATE")]
    public async Task An_event_leaves_nothing_half_done(Provider on, string table, string change)
    {
        var app = await AppAsync(on);
        var site = await app.World.SiteAsync(shared: 3_450, domain: 1_370);
        var paid = await app.PayAsync(site);
        var before = await app.World.MoneyAsync();

        await using (await app.World.FaultAsync(table, change))
            (await app.PostEventAsync(paid)).Is(500);

        Assert.Equal(before, await app.World.MoneyAsync());
    }

    [SkippableTheory]
    [EachDatabase("StoredEvents", "INSERT")]
    [EachDatabase("Purchases", "UPDATE")]
    [EachDatabase("LedgerTransactions", "INSERT")]
    [EachDatabase("LedgerEntries", "INSERT")]
    [EachDatabase("Pools", "UPDATE")]
    public async Task The_event_that_comes_again_credits_once(Provider on, string table, string change)
    {
        var app = await AppAsync(on);
        var site = await app.World.SiteAsync(shared: 3_450, domain: 1_370);
        var paid = await app.PayAsync(site);
        await using (await app.World.FaultAsync(table, change))
            (await app.PostEventAsync(paid)).Is(500);

        (await app.PostEventAsync(paid)).Is(200);
        (await app.PostEventAsync(paid)).Is(200);

        Assert.Equal((PurchaseStatus.Paid, 8_450, 1_370), await app.World.OutcomeAsync(site));
    }

    [SkippableTheory]
    [EachDatabase("Purchases", "UPDATE")]
    [EachDatabase("LedgerTransactions", "INSERT")]
    [EachDatabase("LedgerEntries", "INSERT")]
    [EachDatabase("Pools", "UPDATE")]
    public async Task A_return_page_leaves_nothing_half_done(Provider on, string table, string change)
    {
        var app = await AppAsync(on);
        var site = await app.World.SiteAsync(shared: 3_450, domain: 1_370);
        await app.PayAsync(site);
        var purchase = (await app.World.PurchaseAsync()).Id;
        var before = await app.World.MoneyAsync();

        Assert.True(await app.World.InterruptAsync(table, change, () => app.ReadBackAsync(purchase)));

        Assert.Equal(before, await app.World.MoneyAsync());
        await app.ReadBackAsync(purchase);
        Assert.Equal((PurchaseStatus.Paid, 8_450, 1_370), await app.World.OutcomeAsync(site));
    }

    [SkippableTheory, EachDatabase]
    public async Task An_event_beside_a_failing_one_is_processed(Provider on)
    {
        var app = await AppAsync(on);
        var site = await app.World.SiteAsync();
        var paid = await app.PayAsync(site);
        var ignored = app.EventOf((string)paid["data"]!["object"]!["id"]!, "checkout.session.completed");
        ignored["id"] = "evt_ignored";
        ignored["type"] = "customer.created";

        await using (await app.World.FaultAsync("Pools", "UPDATE"))
        {
            var answers = await Task.WhenAll(app.PostEventAsync(paid), app.PostEventAsync(ignored));
            Assert.Equal([500, 200], answers.Select(answer => answer.Status));
        }

        Assert.Equal("evt_ignored", (await app.World.EventAsync()).Id);
    }

    [Fact]
    public async Task A_locked_database_is_answered_503()
    {
        var app = await AppAsync(Provider.Sqlite);
        var site = await app.World.SiteAsync();
        var paid = await app.PayAsync(site);

        using (Lock(app.World.Database))
            (await app.PostEventAsync(paid)).Is(503);

        (await app.PostEventAsync(paid)).Is(200);
        Assert.Equal((PurchaseStatus.Paid, 5_000, 0), await app.World.OutcomeAsync(site));
    }

    /// <summary>Locks the file for writers, as another process does, until it is disposed.</summary>
    internal static SqliteConnection Lock(TestDatabase database)
    {
        var connection = new SqliteConnection(database.ConnectionString + ";Pooling=False");
        connection.Open();
        using var begin = connection.CreateCommand();
        begin.CommandText = "BEGIN IMMEDIATE";
        begin.ExecuteNonQuery();
        return connection;
    }
}
