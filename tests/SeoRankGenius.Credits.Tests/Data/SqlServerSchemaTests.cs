using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Migrations;
using Microsoft.SqlServer.TransactSql.ScriptDom;

namespace SeoRankGenius.Credits.Tests.Data;

/// <summary>
/// SQL Server's schema compiler on tables, triggers and every statement that the product writes itself. No server is
/// needed.
/// </summary>
public sealed class SqlServerSchemaTests
{
    // What SQL Server takes as the key of an index, and of the clustered one.
    private const int MostBytes = 1_700, MostBytesClustered = 900;

    // The type that a parameter gets of its value; Statements says datetime2 of times.
    private static readonly Dictionary<Type, string> ParameterTypes = new()
    {
        [typeof(Guid)] = "uniqueidentifier",
        [typeof(string)] = "nvarchar",
        [typeof(long)] = "bigint",
        [typeof(int)] = "int",
        [typeof(bool)] = "bit",
        [typeof(DateTime)] = "datetime2",
        [typeof(DateTimeOffset)] = "datetimeoffset",
        [typeof(byte[])] = "varbinary",
    };

    private static IEnumerable<ITable> Tables
    {
        get
        {
            using var db = SqlServerCompiler.Open();
            return db.GetService<IDesignTimeModel>().Model.GetRelationalModel().Tables;
        }
    }

    [Fact]
    public void Tables_triggers_and_all_statements_compile()
    {
        using var compiler = new SqlServerCompiler();

        foreach (var (name, sql) in ProductSql.All)
            compiler.Add(name, sql);

        var faults = compiler.Faults();
        Assert.True(faults.Count == 0, string.Join('\n', faults));
    }

    [Theory]
    [InlineData("""UPDATE "Pools" SET "Balance" = @p0 WHERE "Idd" = @p1""", "Idd")]
    [InlineData("""SELECT p."Balanced" FROM "Pools" p""", "Balanced")]
    [InlineData("""INSERT INTO "LedgerEntrys" ("PoolId") VALUES (@p0)""", "LedgerEntrys")]
    public void A_misspelt_name_is_reported(string sql, string name)
    {
        using var compiler = new SqlServerCompiler();

        compiler.Add("Misspelt", sql);

        Assert.Contains(compiler.Faults(), fault => fault.Contains(name, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("CreditLedger.LockPool")]
    [InlineData("SpendContext.FindAll")]
    [InlineData("PurchaseStore.Select")]
    public void What_is_read_to_be_changed_is_locked(string name)
    {
        var sql = ProductSql.All.Single(statement => statement.Name == name).Sql;

        Assert.Contains("WITH (UPDLOCK, ROWLOCK)", sql, StringComparison.Ordinal);
        Assert.DoesNotContain("/*", sql, StringComparison.Ordinal);
    }

    [Theory, InlineData(MigrationsSqlGenerationOptions.Script)]
    [InlineData(MigrationsSqlGenerationOptions.Script | MigrationsSqlGenerationOptions.Idempotent)]
    public void The_script_of_the_migrations_is_valid(MigrationsSqlGenerationOptions options)
    {
        using var db = SqlServerCompiler.Open();

        var script = db.GetService<IMigrator>().GenerateScript(options: options);

        new TSql160Parser(initialQuotedIdentifiers: true).Parse(new StringReader(script), out var faults);
        Assert.Empty(faults.Select(fault => $"{fault.Line}: {fault.Message}"));
    }

    [Fact]
    public void No_statement_asks_a_table_with_triggers_for_its_output()
    {
        var guarded = SqlServerCompiler.Triggers.Select(trigger => trigger.Table).Distinct().Order().ToList();
        using var db = SqlServerCompiler.Open();
        var entities = db.GetService<IDesignTimeModel>().Model.GetEntityTypes();

        Assert.Equal(
            [
                "ApprovalRequests", "AspNetUserRoles", "AuditRecords", "LedgerEntries", "LedgerTransactions", "Pools",
                "Purchases",
            ],
            guarded);
        foreach (var entity in entities.Where(entity => guarded.Contains(entity.GetTableName()!)))
            Assert.False(entity.IsSqlOutputClauseUsed(), entity.Name);
        foreach (var (name, sql) in ProductSql.All)
            Assert.False(sql.Contains(" OUTPUT ", StringComparison.OrdinalIgnoreCase), name);
    }

    [Fact]
    public void Every_key_fits_into_its_index()
    {
        var tooLong =
            from table in Tables
            from key in Keys(table)
            where key.Columns.Sum(Bytes) > key.MostBytes
            select key.Name;

        Assert.Empty(tooLong);
    }

    [Fact]
    public void Every_column_has_the_type_of_its_parameter()
    {
        foreach (var table in Tables)
            foreach (var column in table.Columns)
            {
                var mapping = column.StoreTypeMapping;
                var value = mapping.Converter?.ProviderClrType ?? mapping.ClrType;
                Assert.Equal(
                    (table.Name, column.Name, ParameterTypes[value]),
                    (table.Name, column.Name, mapping.StoreTypeNameBase));
            }
    }

    private static IEnumerable<(string Name, IReadOnlyList<IColumn> Columns, int MostBytes)> Keys(ITable table) =>
    [
        .. table.UniqueConstraints.Select(key =>
            (key.Name, key.Columns, key.GetIsPrimaryKey() ? MostBytesClustered : MostBytes)),
        .. table.Indexes.Select(index => (index.Name, index.Columns, MostBytes)),
    ];

    private static int Bytes(IColumn column) => column.StoreTypeMapping.StoreTypeNameBase switch
    {
        "uniqueidentifier" => 16,
        "bigint" or "datetime2" => 8,
        "int" => 4,
        "bit" => 1,
        "nvarchar" => 2 * (column.StoreTypeMapping.Size ?? MostBytes),
        var other => throw new InvalidOperationException($"No key has a column of type {other} yet: {column.Name}."),
    };
}
