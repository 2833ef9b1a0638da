using System.Text.RegularExpressions;

namespace SeoRankGenius.Credits.Tests.Architecture;

/// <summary>docs/security.md names the tests of its controls.</summary>
public sealed partial class DocumentedControlsTests
{
    [Fact]
    public void Every_named_test_exists()
    {
        var named = TestName().Matches(string.Join('\n', Sources.Lines("docs/security.md")))
            .Select(match => match.Groups[1].Value).ToHashSet();
        var known = typeof(DocumentedControlsTests).Assembly.GetTypes().Select(type => type.Name);

        Assert.Empty(named.Except(known));
        Assert.NotEmpty(named);
    }

    [Fact]
    public void Every_control_has_a_test_or_is_open() =>
        Assert.DoesNotContain(
            Sources.Lines("docs/security.md").Where(line => line.EndsWith("| pass |", StringComparison.Ordinal)),
            line => !TestName().IsMatch(line));

    [GeneratedRegex("`([A-Za-z]+Tests)`")]
    private static partial Regex TestName();
}
