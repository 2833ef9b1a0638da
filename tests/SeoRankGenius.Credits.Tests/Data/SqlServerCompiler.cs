using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Migrations;
using Microsoft.EntityFrameworkCore.Migrations.Operations;
using Microsoft.EntityFrameworkCore.Storage;
using Microsoft.SqlServer.Dac.Model;
using Microsoft.SqlServer.TransactSql.ScriptDom;
using SeoRankGenius.Credits.Data;

namespace SeoRankGenius.Credits.Tests.Data;

/// <summary>The product's tables and triggers in SQL Server's schema compiler, to check statements on them.</summary>
internal sealed partial class SqlServerCompiler : IDisposable
{
    private readonly TSqlModel _model = new(SqlServerVersion.Sql160, new TSqlModelOptions());
    private readonly ILookup<string, (string Column, string Type)> _tables;

    public SqlServerCompiler()
    {
        using var db = Open();
        foreach (var statement in Statements(db.Database.GenerateCreateScript()))
            _model.AddObjects(statement);
        foreach (var (_, sql) in Triggers)
            _model.AddObjects(sql);
        _tables = db.GetService<IDesignTimeModel>().Model.GetRelationalModel().Tables
            .SelectMany(table => table.Columns)
            .ToLookup(column => column.Table.Name, column => (column.Name, column.StoreType));
    }

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
                .Select(operation => Executed().Match(operation.Sql))
                .Where(match => match.Success)
                .Select(match => match.Groups[1].Value.Replace("''", "'", StringComparison.Ordinal))
                .Where(sql => OnTable().IsMatch(sql))
                .Select(sql => (OnTable().Match(sql).Groups[1].Value, sql))];
        }
    }

    public static SqlServerCreditsDb Open() =>
        new(new DbContextOptionsBuilder<SqlServerCreditsDb>().UseSqlServer("Server=none").Options);

    /// <summary>Adds a statement as a procedure, whose parameters have the types of the columns beside them.</summary>
    public void Add(string name, string sql)
    {
        var parameters = Parameter().Matches(sql).Select(match => match.Value).Distinct()
            .Where(name => !sql.Contains($"DECLARE {name} ", StringComparison.Ordinal))
            .Select(parameter => $"{parameter} {TypeOf(parameter, sql)}");
        var procedure = name.Replace("]", "]]", StringComparison.Ordinal);
        _model.AddObjects($"CREATE PROCEDURE [{procedure}] {string.Join(", ", parameters)} AS\n{sql}");
    }

    /// <summary>What the compiler says, a line each.</summary>
    public IReadOnlyList<string> Faults() =>
        [.. _model.Validate().Select(found => $"{found.Prefix}{found.Number}: {found.Message}")];

    public void Dispose() => _model.Dispose();

    // The model takes one statement at a time.
    private static IEnumerable<string> Statements(string script)
    {
        var parsed = (TSqlScript)new TSql160Parser(initialQuotedIdentifiers: true)
            .Parse(new StringReader(script), out var faults);
        Assert.Empty(faults);
        return parsed.Batches.SelectMany(batch => batch.Statements)
            .Select(statement => script.Substring(statement.StartOffset, statement.FragmentLength));
    }

    private string TypeOf(string parameter, string sql)
    {
        var beside = Regex.Match(sql, $"""
            "(\w+)"\s*(?:=|<>|<=|>=|<|>)\s*{parameter}\b
            """.Trim());
        var column = beside.Success ? beside.Groups[1].Value : Inserted(parameter, sql);
        return _tables.Where(table => sql.Contains($"\"{table.Key}\"", StringComparison.Ordinal))
            .SelectMany(table => table)
            .Where(known => known.Column == column)
            .Select(known => known.Type)
            .FirstOrDefault("nvarchar(4000)");
    }

    private static string? Inserted(string parameter, string sql)
    {
        var insert = Insert().Match(sql);
        var values = insert.Groups[2].Value.Split(',', StringSplitOptions.TrimEntries);
        var at = Array.IndexOf(values, parameter);
        return at < 0 ? null : insert.Groups[1].Value.Split(',', StringSplitOptions.TrimEntries)[at].Trim('"');
    }

    [GeneratedRegex(@"^EXEC\(N'(.*)'\)$", RegexOptions.Singleline)]
    private static partial Regex Executed();

    [GeneratedRegex(@"CREATE TRIGGER \[\w+\] ON \[(\w+)\]")]
    private static partial Regex OnTable();

    [GeneratedRegex(@"@\w+")]
    private static partial Regex Parameter();

    [GeneratedRegex("""INSERT INTO "\w+" \(([^)]*)\)\s*VALUES \(([^)]*)\)""")]
    private static partial Regex Insert();
}
