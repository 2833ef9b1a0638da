using System.Reflection;
using System.Text.RegularExpressions;
using SeoRankGenius.Credits.Data;
using SeoRankGenius.Credits.Data.Sql;

namespace SeoRankGenius.Credits.Tests.Data;

/// <summary>
/// Every statement that the product writes itself, as SQL Server gets it: the constants that are statements, the
/// inserts of tables, and the verifiers' checks.
/// </summary>
internal static partial class ProductSql
{
    private const BindingFlags Own =
        BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly;

    public static IReadOnlyList<(string Name, string Sql)> All { get; } = Read();

    private static List<(string Name, string Sql)> Read()
    {
        using var db = SqlServerCompiler.Open();
        var fields = typeof(CreditsDb).Assembly.GetTypes().SelectMany(type => type.GetFields(Own)).ToList();
        var constants =
            from field in fields
            where field.FieldType == typeof(string) && field.IsLiteral
            let sql = (string)field.GetRawConstantValue()!
            where Statement().IsMatch(sql)
            select (Name(field), sql.Replace("/*lock*/", db.RowLock, StringComparison.Ordinal));
        var checks =
            from field in fields
            where field.FieldType.IsAssignableTo(typeof(IEnumerable<Check>))
            from check in ((IEnumerable<Check>)field.GetValue(null)!).Select((check, at) => (at, check.Sql))
            select ($"{Name(field)}[{check.at}]", check.Sql);
        var inserts =
            from field in fields
            where field.FieldType == typeof(TableRows)
            let rows = (TableRows)field.GetValue(null)!
            from sql in new[] { rows.InsertOne, rows.InsertAll(db) }
            select ($"{Name(field)}.{(sql == rows.InsertOne ? "One" : "All")}", sql);
        return [.. constants, .. checks, .. inserts];
    }

    private static string Name(FieldInfo field) => $"{field.DeclaringType!.Name}.{field.Name}";

    [GeneratedRegex(@"^\s*(SELECT|INSERT|UPDATE|DELETE|MERGE|WITH|DECLARE)\s")]
    private static partial Regex Statement();
}
