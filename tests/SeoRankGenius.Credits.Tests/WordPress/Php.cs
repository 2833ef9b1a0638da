using System.Diagnostics;
using System.Text.Json;
using System.Text.Json.Nodes;
using SeoRankGenius.Credits.Tests.Architecture;

namespace SeoRankGenius.Credits.Tests.WordPress;

/// <summary>The PHP command line, which runs what is in <c>src/WordPress</c>.</summary>
internal static class Php
{
    private static readonly string Scripts = Path.Combine(Sources.Root, "tests/SeoRankGenius.Credits.Tests/WordPress");

    public static string Client => Path.Combine(Sources.Root, "src/WordPress/class-srg-credits.php");

    public static string Plugin => Path.Combine(Sources.Root, "src/WordPress/seo-rank-genius-credits.php");

    /// <summary>Skips the test without PHP; with <c>CI=true</c> it fails instead.</summary>
    public static void Require() => Skip.IfNot(
        Environment.GetEnvironmentVariable("CI") == "true"
        || (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator)
            .Any(folder => File.Exists(Path.Combine(folder, "php"))),
        "PHP is not installed (php-cli).");

    /// <summary>Calls the client in one process; an answer for each call.</summary>
    public static async Task<IReadOnlyList<JsonNode>> CallAsync(string api, string token, params object?[][] calls)
    {
        var input = string.Concat(calls.Select(call => JsonSerializer.Serialize(call) + "\n"));
        var printed = await RunAsync(
            "client.php", [Client], new() { ["SRG_API"] = api + "/api/v1", ["SRG_TOKEN"] = token }, input);
        return [.. printed.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonNode.Parse(line)!)];
    }

    /// <summary>Runs a script; returns what it printed, also when it was killed.</summary>
    public static async Task<string> RunAsync(
        string script, string[] arguments, Dictionary<string, string> environment, string input = "")
    {
        var start = new ProcessStartInfo("php", ["-d", "display_errors=1", Path.Combine(Scripts, script), .. arguments])
        {
            RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true,
        };
        foreach (var (name, value) in environment)
            start.Environment[name] = value;
        using var php = Process.Start(start)!;
        await php.StandardInput.WriteAsync(input);
        php.StandardInput.Close();
        var printed = php.StandardOutput.ReadToEndAsync();
        var faults = await php.StandardError.ReadToEndAsync();
        await php.WaitForExitAsync();
        Assert.True(faults.Length == 0 && !(await printed).Contains(" on line "), faults + await printed);
        return await printed;
    }
}
