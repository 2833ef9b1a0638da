using SeoRankGenius.Credits.Ledger;
using SeoRankGenius.Credits.Tests.Fixtures;
using SeoRankGenius.Credits.Tests.Scenarios;
using SeoRankGenius.Credits.Usage;

namespace SeoRankGenius.Credits.Tests.Data;

/// <summary>What SqlClient sends for spends, and what becomes of a server's answers. No server is needed.</summary>
public sealed class SpendingOnSqlServerTests
{
    private static readonly Guid LicenseId = Guid.Parse("0193a000-0000-7000-8000-000000000011");

    private static readonly TestSite[] Sites =
    [
        .. Enumerable.Range(1, 8).Select(number => new TestSite(
            Guid.Parse($"0193a000-0000-7000-8000-0000000000a{number}"), new(LicenseId, "", Guid.Empty), "", "")),
    ];

    private string? _stored;
    private long _shared = 100_000;

    [Fact]
    public async Task Sixty_four_spends_take_seven_round_trips()
    {
        await using var server = new TdsServer(Answer);
        await using var world = World.On(server);

        var calls = await GroupAsync(world, 64);

        Assert.All(calls, call => Assert.True(call.IsCompletedSuccessfully, call.Exception?.ToString()));
        Assert.Equal(
            [
                "Begin", "DECLARE", "INSERT INTO \"LedgerTransactions\"", "INSERT INTO \"LedgerEntries\"",
                "UPDATE", "INSERT INTO \"IdempotencyRecords\"", "Commit",
            ],
            OfGroup(server).Select(Short));
        Assert.Equal([64, 72, 9, 64], OfGroup(server).Skip(2).Take(4).Select(request => request.Rows));
    }

    [Fact]
    public async Task A_possible_fall_below_a_threshold_takes_one_round_trip_more()
    {
        _shared = 390;
        await using var server = new TdsServer(Answer);
        await using var world = World.On(server);

        var calls = await GroupAsync(world, 64);

        Assert.All(calls, call => Assert.True(call.IsCompletedSuccessfully, call.Exception?.ToString()));
        Assert.Equal(8, OfGroup(server).Count());
        Assert.Single(OfGroup(server), request => request.Says("UPDATE \"LowBalanceAlerts\""));
    }

    [Fact]
    public async Task The_shared_pools_are_locked_first()
    {
        await using var server = new TdsServer(Answer);
        await using var world = World.On(server);

        await world.WriteAsync(db =>
        {
            CreditLedger.Lock(db, Sites[0].Id, LicenseId);
            return Task.CompletedTask;
        });

        var locks = server.Requests.Where(request => request.Says("UPDLOCK")).ToList();
        Assert.Equal([true, false], locks.Select(request => request.Has(LicenseId)));
        Assert.Equal([false, true], locks.Select(request => request.Has(Sites[0].Id)));
    }

    [Fact]
    public async Task The_victim_of_a_deadlock_is_repeated_as_a_group()
    {
        var victims = 0;
        await using var server = new TdsServer(request =>
            request.Says("UPDATE p SET") && ++victims <= 2 ? Tds.Error(1205, 13) : Answer(request));
        await using var world = World.On(server);

        var calls = await GroupAsync(world, 3);

        Assert.All(calls, call => Assert.True(call.IsCompletedSuccessfully, call.Exception?.ToString()));
        Assert.Equal(3, victims);
        Assert.Equal(3, OfGroup(server).Count(request => request.Kind == TdsKind.Begin));
        Assert.Equal(1, OfGroup(server).Count(request => request.Kind == TdsKind.Commit));
    }

    [Fact]
    public async Task A_connection_lost_at_the_commit_leaves_the_outcome_unknown()
    {
        await using var server = new TdsServer(request => request.Kind == TdsKind.Commit ? null : Answer(request));
        await using var world = World.On(server);

        var fault = await Assert.ThrowsAsync<DependencyUnavailable>(() => world.SpendAsync(Sites[0], 5, "the-key"));

        Assert.True(fault.IsOutcomeUnknown);
        Assert.Single(server.Requests, request => request.Kind == TdsKind.Commit);
    }

    [Fact]
    public async Task The_same_key_finds_what_such_a_commit_wrote()
    {
        var drops = 1;
        await using var server = new TdsServer(request =>
            request.Kind == TdsKind.Commit && drops-- > 0 ? null : Answer(request));
        await using var world = World.On(server);
        await Assert.ThrowsAsync<DependencyUnavailable>(() => world.SpendAsync(Sites[0], 5, "the-key"));
        // The server committed before the connection broke.
        _stored = StoredResponse.Of("", new SpendResult(Guid.NewGuid(), new Draw(5, 0), new(100_000, 95))).Body;

        var repeated = await world.SpendAsync(Sites[0], 5, "the-key");

        Assert.Equal((true, new Draw(5, 0)), (repeated.IsReplay, repeated.Value.Charged));
    }

    [Fact]
    public async Task A_connection_lost_before_the_commit_is_repeated_once()
    {
        var drops = 1;
        await using var server = new TdsServer(request =>
            request.Says("LedgerEntries") && drops-- > 0 ? null : Answer(request));
        await using var world = World.On(server);

        await world.SpendAsync(Sites[0], 5);

        Assert.Equal(
            (2, 1),
            (server.Requests.Count(request => request.Kind == TdsKind.Begin),
                server.Requests.Count(request => request.Kind == TdsKind.Commit)));
    }

    [Theory, InlineData("k", null), InlineData("a-much-longer-key", "and a reference")]
    public async Task The_declarations_do_not_depend_on_the_values(string key, string? reference)
    {
        await using var server = new TdsServer(Answer);
        await using var world = World.On(server);

        await world.SpendAsync(Sites[0], 2, key, reference);

        Assert.Equal(
            [
                "@p0 nvarchar(4000)",
                "@p0 uniqueidentifier,@p1 nvarchar(4000),@p2 nvarchar(4000),@p3 nvarchar(4000),@p4 nvarchar(4000),"
                    + "@p5 uniqueidentifier,@p6 datetime2(7)",
                "@p0 uniqueidentifier,@p1 bigint,@p2 uniqueidentifier,@p3 bigint,@p4 bigint",
                "@p0 bigint,@p1 bigint,@p2 uniqueidentifier,@p3 bigint,@p4 bigint",
                "@p0 uniqueidentifier,@p1 nvarchar(4000),@p2 nvarchar(4000),@p3 nvarchar(4000),@p4 datetime2(7)",
            ],
            server.Requests.Where(request => request.Kind == TdsKind.Statement)
                .Select(request => request.Declarations));
    }

    // Holds the writer so that the spends meet in one group.
    private static async Task<Task[]> GroupAsync(World world, int spends)
    {
        await using var held = await world.HoldWriterAsync();
        var calls = Enumerable.Range(0, spends)
            .Select(number => (Task)world.SpendAsync(Sites[number % 8], 5)).ToArray();
        await held.DisposeAsync();
        await Task.WhenAll(calls.Select(call => call.ContinueWith(_ => { }, TaskScheduler.Default)));
        return calls;
    }

    // What follows the transaction that held the writer.
    private static IEnumerable<TdsRequest> OfGroup(TdsServer server) =>
        server.Requests.SkipWhile(request => request.Kind != TdsKind.Commit).Skip(1);

    // A license with plenty of shared credits; each site has two of its own.
    private byte[] Answer(TdsRequest request) => request.Kind switch
    {
        TdsKind.Begin => Tds.Began,
        TdsKind.Commit or TdsKind.Rollback => Tds.Ended,
        _ when request.Says("DECLARE @asked") => Tds.Results(
            [[LicenseId, _shared, 7L, "pro", "Active", null, 100L]],
            [.. Sites.Select(site => (object?[])[site.Id, LicenseId, 2L, 1L, false])],
            _stored is null ? [] : [[Sites[0].Id, "the-key", HashOf("the-key"), _stored]]),
        // No site fell.
        _ when request.Says("UPDATE \"LowBalanceAlerts\"") => Tds.Ok(),
        _ when request.Says("SELECT \"Balance\"") => Tds.Results([[100L, 1L, false]]),
        _ => Tds.Ok(request.Rows),
    };

    private static string HashOf(string key) =>
        IdempotencyRecord.Hash($"spend\n{key}\n{World.AnyFeature}\n1\n5\n");

    private static string Short(TdsRequest request) => request.Kind != TdsKind.Statement
        ? request.Kind.ToString()
        : request.Says("INSERT INTO \"") && !request.Says("DECLARE")
            ? string.Join(' ', request.Sql.Split(' ')[..3])
            : request.Sql.Split(' ')[0];
}
