namespace SeoRankGenius.Credits.Tests.Exhaustive;

/// <summary>Which of all cases a row tries: a row takes seconds, and rows of other classes run beside it.</summary>
internal static class Pairs
{
    /// <summary>Each type with itself and with each that comes later; every <paramref name="parts"/>th pair.</summary>
    public static IEnumerable<(string One, string Other)> Of(IReadOnlyList<string> types, int part, int parts) =>
        types.SelectMany((one, at) => types.Skip(at).Select(other => (one, other)))
            .Where((_, at) => at % parts == part);

    /// <summary>What the variable says, so that a random run can be repeated, or any seed.</summary>
    public static int Seed() => int.TryParse(Environment.GetEnvironmentVariable("CREDITS_TEST_SEED"), out var seed)
        ? seed
        : Random.Shared.Next();
}
