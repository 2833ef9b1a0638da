using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Migrations;
using SeoRankGenius.Credits.Data;
using SeoRankGenius.Credits.Data.Triggers;

namespace SeoRankGenius.Credits.Tests.Data;

/// <summary>Both databases have one schema. Read from the models; no server is needed.</summary>
public sealed class ModelParityTests
{
    [Fact]
    public void Sqlite_has_no_pending_model_change()
    {
        using var db = Sqlite();

        Assert.False(db.Database.HasPendingModelChanges());
    }

    [Fact]
    public void SqlServer_has_no_pending_model_change()
    {
        using var db = SqlServer();

        Assert.False(db.Database.HasPendingModelChanges());
    }

    [Fact]
    public void Both_have_the_same_columns() => Same(table => table.Columns.Select(column =>
        $"{column.Name} {(column.IsNullable ? "null" : "not null")} {MaxLength(column)}"));

    [Fact]
    public void Both_have_the_same_keys() => Same(table =>
        table.UniqueConstraints.Select(key => $"{key.Name} ({Names(key.Columns)})"));

    [Fact]
    public void Both_have_the_same_indexes() => Same(table => table.Indexes.Select(index =>
        $"{index.Name} ({Names(index.Columns)}) {(index.IsUnique ? "unique" : "")} {Filter(index)}"));

    [Fact]
    public void Both_have_the_same_checks() => Same(table =>
        table.CheckConstraints.Select(check => $"{check.Name} {check.Sql}"));

    [Fact]
    public void Both_have_the_same_references() => Same(table => table.ForeignKeyConstraints.Select(reference =>
        $"{reference.Name} ({Names(reference.Columns)}) to {reference.PrincipalTable.Name} "
        + $"({Names(reference.PrincipalColumns)}) on delete {reference.OnDeleteAction}"));

    [Fact]
    public void Both_have_the_same_triggers() => Same(table => table.Triggers.Select(trigger => trigger.ModelName));

    [Theory]
    [InlineData(TriggerNames.EntriesAreAppendOnly), InlineData(TriggerNames.TransactionsAreAppendOnly)]
    [InlineData(TriggerNames.EntryFollowsEntry), InlineData(TriggerNames.PoolFollowsEntry)]
    [InlineData(TriggerNames.AuditIsAppendOnly), InlineData(TriggerNames.DecidedStays)]
    [InlineData(TriggerNames.LastAdminStays)]
    public void Both_migrations_make_each_trigger(string name)
    {
        using var sqlite = Sqlite();
        using var server = SqlServer();

        Assert.Contains(name, sqlite.GetService<IMigrator>().GenerateScript(), StringComparison.Ordinal);
        Assert.Contains(name, server.GetService<IMigrator>().GenerateScript(), StringComparison.Ordinal);
    }

    private static void Same(Func<ITable, IEnumerable<string>> read)
    {
        using var sqlite = Sqlite();
        using var server = SqlServer();

        var lines = Lines(sqlite, read);

        Assert.NotEmpty(lines);
        Assert.Equal(lines, Lines(server, read));
    }

    private static List<string> Lines(CreditsDb db, Func<ITable, IEnumerable<string>> read) =>
        [.. db.GetService<IDesignTimeModel>().Model.GetRelationalModel().Tables
            .SelectMany(table => read(table).Select(line => $"{table.Name}: {line.Trim()}"))
            .Order(StringComparer.Ordinal)];

    private static string Names(IEnumerable<IColumn> columns) =>
        string.Join(", ", columns.Select(column => column.Name));

    private static int? MaxLength(IColumn column) => column.PropertyMappings[0].Property.GetMaxLength();

    // SQL Server leaves nulls out of a unique index by a filter; SQLite leaves them out by itself.
    private static string Filter(ITableIndex index) =>
        index.Filter?.Contains("IS NOT NULL", StringComparison.Ordinal) == true ? "" : index.Filter ?? "";

    private static SqliteCreditsDb Sqlite() =>
        new(new DbContextOptionsBuilder<SqliteCreditsDb>().UseSqlite("Data Source=none.db").Options);

    private static SqlServerCreditsDb SqlServer() =>
        new(new DbContextOptionsBuilder<SqlServerCreditsDb>().UseSqlServer("Server=none").Options);
}
