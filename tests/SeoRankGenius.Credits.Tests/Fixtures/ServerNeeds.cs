namespace SeoRankGenius.Credits.Tests.Fixtures;

/// <summary>
/// What a test needs of SQL Server itself: other servers of its protocol may lack it. As a trait it tells such tests
/// apart; what the variable lists, separated by commas, is skipped.
/// </summary>
public static class ServerNeeds
{
    public const string Trait = "needs", RowLocks = "row-locks", ExactTimes = "exact-times";

    public const string Variable = "CREDITS_TEST_SQLSERVER_LACKS";

    private static readonly string[] Lacking = (Environment.GetEnvironmentVariable(Variable) ?? "").Split(',');

    /// <summary>Skips the test on a server that lacks this.</summary>
    public static void Needs(this Provider on, string need) =>
        Skip.If(on == Provider.SqlServer && Lacking.Contains(need), $"{Variable} says that the server lacks {need}.");
}
