using Xunit.Abstractions;

[assembly: TestCollectionOrderer(
    "SeoRankGenius.Credits.Tests.Fixtures.LongestFirst", "SeoRankGenius.Credits.Tests")]

namespace SeoRankGenius.Credits.Tests.Fixtures;

/// <summary>Starts with the browser's tests: they run one after the other, and all else beside them.</summary>
public sealed class LongestFirst : ITestCollectionOrderer
{
    public IEnumerable<ITestCollection> OrderTestCollections(IEnumerable<ITestCollection> testCollections) =>
        testCollections.OrderBy(collection => collection.DisplayName != Browser.OneBrowser.Name);
}
