using Microsoft.EntityFrameworkCore;
using SeoRankGenius.Credits.Configuration;
using SeoRankGenius.Credits.Data;

namespace SeoRankGenius.Credits.Tests.Data;

/// <summary>The setting READ_COMMITTED_SNAPSHOT of a SQL Server database.</summary>
public sealed class RowVersioningTests
{
    private const string Sentence =
        "The database credits needs row versioning. Stop all instances and run: "
        + "ALTER DATABASE CURRENT SET READ_COMMITTED_SNAPSHOT ON WITH ROLLBACK IMMEDIATE;";

    [Fact]
    public async Task The_start_accepts_a_database_with_it()
    {
        await using var server = new TdsServer(_ => Tds.Results([[true]]));
        await using var db = Open(server);

        await db.CheckAsync(default);

        Assert.Single(server.Requests);
    }

    [Fact]
    public async Task The_start_refuses_a_database_without_it()
    {
        await using var server = new TdsServer(_ => Tds.Results([[false]]));
        await using var db = Open(server);

        var refused = await Assert.ThrowsAsync<InvalidConfiguration>(() => db.CheckAsync(default));

        Assert.Equal([Sentence], refused.Faults);
    }

    [Fact]
    public async Task The_start_does_not_need_the_server()
    {
        await using var server = new TdsServer(_ => null);
        await using var db = Open(server);

        await db.CheckAsync(default);

        Assert.Single(server.Requests);
    }

    [Fact]
    public async Task Migrate_sets_it()
    {
        await using var server = new TdsServer(request => request.Says("ALTER") ? Tds.Ok() : Tds.Results([[false]]));
        await using var db = Open(server);

        await db.PrepareAsync(default);

        Assert.Equal(
            "ALTER DATABASE CURRENT SET READ_COMMITTED_SNAPSHOT ON WITH NO_WAIT", server.Requests[^1].Sql);
    }

    [Fact]
    public async Task Migrate_names_the_statement_when_it_may_not()
    {
        await using var server = new TdsServer(
            request => request.Says("ALTER") ? Tds.Error(5070, 16) : Tds.Results([[false]]));
        await using var db = Open(server);

        var refused = await Assert.ThrowsAsync<InvalidConfiguration>(() => db.PrepareAsync(default));

        Assert.Equal([Sentence], refused.Faults);
    }

    private static SqlServerCreditsDb Open(TdsServer server) => new(
        new DbContextOptionsBuilder<SqlServerCreditsDb>().UseSqlServer(server.ConnectionString).Options);
}
