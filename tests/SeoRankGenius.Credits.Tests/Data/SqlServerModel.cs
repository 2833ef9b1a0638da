using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using Microsoft.EntityFrameworkCore.Migrations.Operations;
using Microsoft.EntityFrameworkCore.Storage;
using SeoRankGenius.Credits.Data;

namespace SeoRankGenius.Credits.Tests.Data;

/// <summary>The product's tables and triggers on SQL Server, read from the model and the migration.</summary>
internal static partial class SqlServerModel
{
    /// <summary>The triggers that the migration makes, with their tables.</summary>
    public static IReadOnlyList<(string Table, string Sql)> Triggers
    {
        get
        {
            using var db = Open();
            var migrations = db.GetService<IMigrationsAssembly>();
            var provider = db.GetService<IDatabaseProvider>().Name;
            return [.. migrations.Migrations.Values
                .SelectMany(type => migrations.CreateMigration(type, provider).UpOperations.OfType<SqlOperation>())
                .Select(operation => operation.Sql)
                .Where(sql => OnTable().IsMatch(sql))
                .Select(sql => (OnTable().Match(sql).Groups[1].Value, sql))];
        }
    }

    public static SqlServerCreditsDb Open() =>
        new(new DbContextOptionsBuilder<SqlServerCreditsDb>().UseSqlServer("Server=none").Options);

    [GeneratedRegex(@"CREATE TRIGGER \[\w+\] ON \[(\w+)\]")]
    private static partial Regex OnTable();
}
