namespace SeoRankGenius.Credits.Data.Triggers;

/// <summary>Triggers that reject every update and delete of a table's rows.</summary>
internal static class AppendOnly
{
    public static IEnumerable<string> Sqlite(string table, string name)
    {
        foreach (var change in (string[])["UPDATE", "DELETE"])
            yield return $"""
                CREATE TRIGGER "{name}_{change}" BEFORE {change} ON "{table}"
                BEGIN SELECT RAISE(ABORT, '{table} is append-only.'); END
                """;
    }

    public static string SqlServer(string table, string name) =>
        $"""
        CREATE TRIGGER [{name}] ON [{table}] INSTEAD OF UPDATE, DELETE AS
        BEGIN
            THROW 51000, '{table} is append-only.', 1;
        END
        """;
}
