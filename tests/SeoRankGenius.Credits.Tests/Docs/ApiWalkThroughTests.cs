using System.Diagnostics;
using System.Text.RegularExpressions;
using SeoRankGenius.Credits.Tests.Architecture;
using SeoRankGenius.Credits.Tests.Fixtures;

namespace SeoRankGenius.Credits.Tests.Docs;

/// <summary>The walk-through of <c>docs/api.md</c>, run as written against a fresh demo.</summary>
public sealed class ApiWalkThroughTests
{
    private static readonly string Page = string.Join('\n', Sources.Lines("docs/api.md"));

    [SkippableFact]
    public async Task It_answers_what_the_page_says()
    {
        Skip.IfNot(Exists("bash") && Exists("curl"), "bash or curl is not installed.");
        var folder = TemporaryFolder.Create("credits-docs-", inMemory: true);
        await using var demo = await DemoSamples.StartAsync(folder);
        var script = string.Join('\n', Blocks("sh")).Replace(
            "http://localhost:5080", demo.AppUrl, StringComparison.Ordinal);

        var printed = await RunAsync(script);

        Assert.Equal(Statuses(string.Join('\n', Blocks("text"))), Statuses(printed));
    }

    private static IEnumerable<string> Blocks(string language) =>
        Regex.Matches(Page, $"(?ms)^```{language}\n(.*?)^```").Select(block => block.Groups[1].Value);

    /// <summary>The answers' statuses in their order, and whether each was a replay.</summary>
    private static List<string> Statuses(string text) =>
        [.. Regex.Matches(text, @"(?m)^HTTP .*$").Select(line => line.Value.TrimEnd())];

    private static async Task<string> RunAsync(string script)
    {
        using var bash = Process.Start(new ProcessStartInfo("bash", ["-euo", "pipefail"])
        {
            RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true,
        })!;
        await bash.StandardInput.WriteAsync(script);
        bash.StandardInput.Close();
        var (printed, faults) = (bash.StandardOutput.ReadToEndAsync(), bash.StandardError.ReadToEndAsync());
        await bash.WaitForExitAsync();
        Assert.True(bash.ExitCode == 0, await faults + await printed);
        return await printed;
    }

    private static bool Exists(string program) =>
        (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator)
        .Any(folder => File.Exists(Path.Combine(folder, program)));
}
