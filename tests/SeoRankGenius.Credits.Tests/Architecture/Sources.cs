using System.Reflection;
using System.Text.RegularExpressions;

namespace SeoRankGenius.Credits.Tests.Architecture;

/// <summary>The repository's own files, as a person would see them.</summary>
internal static class Sources
{
    public static readonly string Root = typeof(Sources).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
        .Single(metadata => metadata.Key == "RepositoryRoot").Value!;

    private static readonly string[] Generated = ["bin", "obj", "Migrations", "TestResults"];

    /// <summary>Files below a folder by path from the root, without what tools make.</summary>
    public static IEnumerable<string> Under(string folder, params string[] endings) =>
        Directory.EnumerateFiles(Path.Combine(Root, folder), "*", SearchOption.AllDirectories)
            .Select(file => Path.GetRelativePath(Root, file).Replace('\\', '/'))
            .Where(file => endings.Any(ending => file.EndsWith(ending, StringComparison.Ordinal)))
            .Where(file => !file.Split('/')[..^1].Any(part => Generated.Contains(part) || part.StartsWith('.')))
            .Order(StringComparer.Ordinal);

    public static string[] Lines(string file) => File.ReadAllLines(Path.Combine(Root, file));

    /// <summary>Lines of the given files that match, each as <c>file:line: text</c>.</summary>
    public static IEnumerable<string> Matches(this IEnumerable<string> files, string pattern) =>
        from file in files
        from line in Lines(file).Index()
        where Regex.IsMatch(line.Item, pattern)
        select FormattableString.Invariant($"{file}:{line.Index + 1}: {line.Item.Trim()}");
}
