using System.Text.RegularExpressions;

namespace SeoRankGenius.Credits.Tests.Architecture;

/// <summary>The walks through common changes in docs/contributing.md name files and folders that exist.</summary>
public sealed class DocumentedFilesTests
{
    [Fact]
    public void Every_named_file_exists()
    {
        var named = Regex.Matches(string.Join('\n', Sources.Lines("docs/contributing.md")), @"`(\w+(/\w+)+(\.\w+)?)`")
            .Select(match => match.Groups[1].Value)
            .Where(name => !name.Contains("NAME", StringComparison.Ordinal)).ToList();
        var files = Sources.Under("src", ".cs", ".cshtml")
            .Concat(Sources.Under("tests", ".cs")).Concat(Sources.Under("docs", ".png"))
            .Select(file => "/" + file).ToList();

        Assert.Contains("Ledger/Draw.cs", named);
        Assert.DoesNotContain(named, name => !files.Exists(file => Regex.IsMatch(file, $@"/{name}(\.cs$|/|$)")));
    }
}
