using Microsoft.Data.Sqlite;

namespace SeoRankGenius.Credits.Data.Maintenance;

/// <summary>Copies of an SQLite database, made by SQLite's backup API while the app runs.</summary>
public static class DatabaseBackup
{
    /// <summary>
    /// Writes a consistent copy to a new file. Refuses a server's database, a missing database and an existing file.
    /// </summary>
    public static async Task CreateAsync(CreditsDb db, string file, CancellationToken cancellation)
    {
        RequireSqlite(db);
        if ((await db.SchemaAsync(cancellation)).Fault() is { } fault)
            throw Refuse(fault);
        if (File.Exists(file))
            throw Refuse($"{file} exists. Name a new file.");
        await using var source = await OpenAsync(db.Database.GetConnectionString()!, cancellation);
        await using (var target = await OpenAsync(Unpooled(file), cancellation))
            source.BackupDatabase(target);
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(file, UnixFileMode.UserRead | UnixFileMode.UserWrite);
    }

    /// <summary>
    /// Replaces the database's content by that of a backup, in one step; creates the database when it is missing.
    /// Refuses a file that is damaged, has a newer schema, or whose ledger is inconsistent: nothing is changed.
    /// </summary>
    public static async Task RestoreAsync(CreditsDb db, string file, CancellationToken cancellation)
    {
        RequireSqlite(db);
        if (!File.Exists(file))
            throw Refuse($"{file} does not exist.");
        await RequireConsistentAsync(file, cancellation);
        await using var source = await OpenAsync(Unpooled(file), cancellation);
        await using (var target = await OpenAsync(db.Database.GetConnectionString()!, cancellation))
            source.BackupDatabase(target);
        await db.MigrateAsync(cancellation);
    }

    private static async Task RequireConsistentAsync(string file, CancellationToken cancellation)
    {
        var options = new DbContextOptionsBuilder<SqliteCreditsDb>().UseSqlite(Unpooled(file)).Options;
        await using var backup = new SqliteCreditsDb(options);
        try
        {
            if ((await backup.SchemaAsync(cancellation)) is not (SchemaState.Current or SchemaState.Outdated))
                throw Refuse($"{file} is no backup of this version or an earlier one.");
            if ((await backup.VerifyAsync(cancellation)).Discrepancies is [var first, ..])
                throw Refuse($"The ledger in {file} is not consistent: {first}");
        }
        catch (SqliteException damaged)
        {
            throw Refuse($"{file} is damaged or not a database ({damaged.Message}).");
        }
    }

    private static async Task<SqliteConnection> OpenAsync(string connectionString, CancellationToken cancellation)
    {
        var connection = new SqliteConnection(connectionString);
        await connection.OpenAsync(cancellation);
        return connection;
    }

    private static string Unpooled(string file) =>
        new SqliteConnectionStringBuilder { DataSource = file, Pooling = false }.ConnectionString;

    private static void RequireSqlite(CreditsDb db)
    {
        if (!db.IsEmbedded)
            throw Refuse("This command is for SQLite. Back up SQL Server with BACKUP DATABASE.");
    }

    private static Refusal Refuse(string sentence) => new(RefusalCode.InvalidRequest, sentence);
}
