using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using SeoRankGenius.Credits.Data;
using SeoRankGenius.Credits.Tests.Data;
using SeoRankGenius.Credits.Tests.Fixtures;
using SeoRankGenius.Credits.Tests.Scenarios;

namespace SeoRankGenius.Credits.Tests.Ledger;

/// <summary>The schema of both databases refuses the same list of statements.</summary>
public sealed class TamperingTests : WorldTests
{
    [SkippableTheory, EachDatabase]
    public async Task Every_statement_is_refused(Provider on)
    {
        var world = await WorldAsync(on);
        var site = await world.SiteAsync();
        await world.GrantAsync(site.Id, 1_370, "grant:opening");
        await world.GrantAsync(site.Id, 30);
        var transactionId = (await world.EntriesAsync(site.Id))[0].TransactionId;
        var before = await world.EverythingAsync();

        var accepted = new List<string>();
        foreach (var (name, sql) in Tampering.All)
            if (!await IsRefusedAsync(world, sql, site.Id, transactionId))
                accepted.Add(name);

        Assert.Empty(accepted);
        Assert.Equal(before, await world.EverythingAsync());
    }

    [Fact]
    public void Every_statement_compiles_on_sql_server()
    {
        using var compiler = new SqlServerCompiler();

        foreach (var (name, sql) in Tampering.All)
            compiler.Add(name, sql);

        Assert.Empty(compiler.Faults());
    }

    private static async Task<bool> IsRefusedAsync(World world, string sql, Guid poolId, Guid transactionId)
    {
        try
        {
            await world.ReadAsync(db => RunAsync(db, sql, poolId, transactionId));
            return false;
        }
        catch (DbException)
        {
            return true;
        }
    }

    private static async Task<int> RunAsync(CreditsDb db, string sql, Guid poolId, Guid transactionId)
    {
        await db.Database.OpenConnectionAsync();
        await using var command = db.Database.GetDbConnection().CreateCommand();
        command.CommandText = sql;
        Add(command, "@pool", poolId);
        Add(command, "@transaction", transactionId);
        return await command.ExecuteNonQueryAsync();
    }

    private static void Add(DbCommand command, string name, Guid value)
    {
        if (!command.CommandText.Contains(name, StringComparison.Ordinal))
            return;
        var parameter = command.CreateParameter();
        (parameter.ParameterName, parameter.Value) = (name, value);
        command.Parameters.Add(parameter);
    }
}
