using Xunit.Abstractions;

[assembly: TestCollectionOrderer(
    "SeoRankGenius.Credits.Tests.Fixtures.LongestFirst", "SeoRankGenius.Credits.Tests")]

namespace SeoRankGenius.Credits.Tests.Fixtures;

/// <summary>Starts the longest classes first, so that no core is idle while the last of them ends.</summary>
public sealed class LongestFirst : ITestCollectionOrderer
{
    private static readonly string[] Longest =
        [".KilledAtAnyMomentTests", ".EveryPageTests", ".Exhaustive.", ".Browser."];

    public IEnumerable<ITestCollection> OrderTestCollections(IEnumerable<ITestCollection> testCollections) =>
        testCollections.OrderBy(collection =>
            Array.FindIndex(Longest, name => collection.DisplayName.Contains(name, StringComparison.Ordinal)) is var at
                && at < 0 ? Longest.Length : at);
}
