using System.Diagnostics;
using SeoRankGenius.Credits.Tests.Fixtures;

namespace SeoRankGenius.Credits.Tests.Api;

/// <summary>
/// The linters that plugin authors run. They come from npm: <c>CREDITS_LINTERS</c> is the folder where
/// <c>.ci/run</c> installs them, which fails when these tests are skipped.
/// </summary>
public sealed class DescriptionLintTests : ApiTests
{
    private static readonly string? Folder = Environment.GetEnvironmentVariable("CREDITS_LINTERS");

    [SkippableTheory]
    [InlineData("redocly", "lint", "--extends=recommended-strict", "--format=stylish")]
    [InlineData("spectral", "lint", "--fail-severity=hint", "--ruleset=spectral.yaml")]
    public async Task The_document_has_no_error_or_warning(string linter, params string[] options)
    {
        var program = Path.Combine(Folder ?? "", "node_modules/.bin", linter);
        Skip.IfNot(File.Exists(program), $"CREDITS_LINTERS does not name a folder with {linter}; .ci/run installs it.");
        var app = await ApiAsync();
        using var browser = app.Visit();
        var folder = TemporaryFolder.Create("credits-lint-", inMemory: true);
        await File.WriteAllTextAsync(
            Path.Combine(folder, "openapi.json"), (await browser.GetAsync("/openapi/v1.json")).Is(200).Body);
        await File.WriteAllTextAsync(Path.Combine(folder, "spectral.yaml"), "extends: [\"spectral:oas\"]\n");

        using var lint = Process.Start(new ProcessStartInfo(program, [.. options, "openapi.json"])
        {
            WorkingDirectory = folder, RedirectStandardOutput = true, RedirectStandardError = true,
        })!;
        var printed = lint.StandardOutput.ReadToEndAsync();
        var faults = await lint.StandardError.ReadToEndAsync();
        await lint.WaitForExitAsync();

        Assert.True(lint.ExitCode == 0, await printed + faults);
        Directory.Delete(folder, recursive: true);
    }
}
