using Microsoft.EntityFrameworkCore;
using SeoRankGenius.Credits.Data;
using SeoRankGenius.Credits.Tests.Fixtures;

namespace SeoRankGenius.Credits.Tests.Data;

/// <summary>An answered spend survives a power cut: every connection has what that takes.</summary>
public sealed class SqliteConnectionTests : WorldTests
{
    private const string Full = "2";

    [Theory, InlineData("journal_mode", "wal"), InlineData("synchronous", Full), InlineData("foreign_keys", "1")]
    public async Task The_writers_connection_is_set_up(string pragma, string value)
    {
        var world = await WorldAsync(Provider.Sqlite);
        var found = "";

        await world.WriteAsync(async db => found = await PragmaAsync(db, pragma));

        Assert.Equal(value, found);
    }

    [Theory, InlineData("journal_mode", "wal"), InlineData("synchronous", Full), InlineData("foreign_keys", "1")]
    public async Task A_readers_connection_is_set_up(string pragma, string value)
    {
        var world = await WorldAsync(Provider.Sqlite);

        Assert.Equal(value, await world.ReadAsync(db => PragmaAsync(db, pragma)));
    }

    [Fact]
    public async Task A_file_that_was_there_before_gets_a_write_ahead_log()
    {
        var path = Path.Combine(Path.GetTempPath(), $"credits-{Guid.NewGuid():N}.db");
        await using var database = new EmptyFile(path);
        await File.WriteAllBytesAsync(path, []);
        await using var world = World.On(database);

        await world.ReadAsync(db => db.MigrateAsync(default));

        Assert.Equal("wal", await world.ReadAsync(db => PragmaAsync(db, "journal_mode")));
    }

    private static async Task<string> PragmaAsync(CreditsDb db, string pragma)
    {
        await db.Database.OpenConnectionAsync();
        await using var command = db.Database.GetDbConnection().CreateCommand();
        command.CommandText = $"PRAGMA {pragma}";
        return Convert.ToString(await command.ExecuteScalarAsync(), System.Globalization.CultureInfo.InvariantCulture)!;
    }

    private sealed class EmptyFile(string path) : TestDatabase
    {
        public override Provider Provider => Provider.Sqlite;

        public override string ConnectionString => $"Data Source={path};Pooling=False";

        public override ValueTask DisposeAsync()
        {
            foreach (var file in Directory.GetFiles(Path.GetDirectoryName(path)!, Path.GetFileName(path) + "*"))
                File.Delete(file);
            return ValueTask.CompletedTask;
        }
    }
}
