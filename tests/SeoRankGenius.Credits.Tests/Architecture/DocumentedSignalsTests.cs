using System.Diagnostics.Metrics;
using System.Text.RegularExpressions;
using Microsoft.Extensions.DependencyInjection;

namespace SeoRankGenius.Credits.Tests.Architecture;

/// <summary>An operator looks for the log lines and metrics that the documents name.</summary>
public sealed partial class DocumentedSignalsTests
{
    private const string Operations = "docs/operations.md", Runbook = "docs/runbook.md";

    // Written by libraries.
    private static readonly string[] Foreign = ["HTTP …"];

    [Fact]
    public void Every_quoted_log_line_is_written_by_the_code()
    {
        var written = Sources.Under("src", ".cs").SelectMany(file => LogTemplate()
            .Matches(File.ReadAllText(Path.Combine(Sources.Root, file))).Select(match => Plain(match.Groups[1].Value)))
            .ToList();
        var quoted = QuotedLines().ToList();

        Assert.True(quoted.Count > 20, $"Only {quoted.Count} quoted lines were found.");
        Assert.DoesNotContain(quoted, line => !written.Concat(Foreign).Any(template => Fits(line, template)));
    }

    [Fact]
    public void The_table_of_metrics_is_complete_with_an_alert_for_each()
    {
        var rows = Sources.Lines(Operations).Where(line => line.StartsWith("| `credits.", StringComparison.Ordinal))
            .Select(line => line.Split('|', StringSplitOptions.TrimEntries)).ToList();

        Assert.Equal(Instruments(), rows.Select(row => Metric().Match(row[1]).Value).Order(StringComparer.Ordinal));
        Assert.DoesNotContain(rows, row => row[3].Length == 0);
    }

    [Theory]
    [InlineData(Operations), InlineData(Runbook), InlineData("docs/security.md"), InlineData("docs/performance.md")]
    public void Every_named_metric_exists(string document) => Assert.Empty(
        Metric().Matches(File.ReadAllText(Path.Combine(Sources.Root, document)))
            .Select(match => match.Value).Except(Instruments()));

    [Fact]
    public void The_dashboard_shows_metrics_that_exist()
    {
        var known = Instruments().Select(name => name.Replace('.', '_')).ToList();

        var shown = DashboardMetric().Matches(File.ReadAllText(Path.Combine(Sources.Root, "docs/deploy/grafana.json")))
            .Select(match => match.Value).Distinct().ToList();

        Assert.NotEmpty(shown);
        Assert.DoesNotContain(shown, name => !known.Any(metric => name.StartsWith(metric, StringComparison.Ordinal)));
        Assert.DoesNotContain(known, metric => !shown.Any(name => name.StartsWith(metric, StringComparison.Ordinal)));
    }

    // In the runbook, code with a value and a space, or after the word log; in operations.md, the table's first column.
    private static IEnumerable<string> QuotedLines() =>
    [
        .. LogQuote().Matches(string.Join(' ', Sources.Lines(Runbook))).Select(match => match.Groups[1].Value),
        .. Sources.Lines(Operations).SkipWhile(line => line != "| line | means |").Skip(2)
            .TakeWhile(line => line.StartsWith('|'))
            .SelectMany(line => Code().Matches(line.Split('|')[1])).Select(match => match.Groups[1].Value),
    ];

    // Values are … in both. The document may leave out the end of a line, and stretch … over several values.
    private static bool Fits(string line, string template) =>
        Regex.IsMatch(template, "^" + Regex.Escape(line).Replace("…", ".*"))
        || Regex.IsMatch(line, "^" + Regex.Escape(template.Split(" (")[0]).Replace("…", ".*") + "$");

    private static string Plain(string template) => Value().Replace(template, "…");

    private static List<string> Instruments()
    {
        var names = new List<string>();
        using var services = new ServiceCollection().AddMetrics().BuildServiceProvider();
        var meters = services.GetRequiredService<IMeterFactory>();
        using var listener = new MeterListener();
        listener.InstrumentPublished = (instrument, _) =>
        {
            if (instrument.Meter.Scope == meters)
                names.Add(instrument.Name);
        };
        listener.Start();
        using var metrics = new CreditsMetrics(meters, TimeProvider.System);
        metrics.ObserveWriterQueue(() => 0);
        return [.. names.Order(StringComparer.Ordinal)];
    }

    [GeneratedRegex("""Log(?:Debug|Information|Warning|Error|Critical)?\(\s*[^;"]*?"([^"]+)"[^;]*\);""")]
    private static partial Regex LogTemplate();

    [GeneratedRegex(@"\{[A-Za-z]+\}")]
    private static partial Regex Value();

    [GeneratedRegex("(?:(?<=[Ll]og )|(?=`[^`]* [^`]*…|`…[^`]* ))`([^`]+)`")]
    private static partial Regex LogQuote();

    [GeneratedRegex("`([^`]+)`")]
    private static partial Regex Code();

    [GeneratedRegex(@"\bcredits\.[a-z_]+(?:\.[a-z_]+)*(?<!\.(?:env|db|example|log|pid))\b")]
    private static partial Regex Metric();

    [GeneratedRegex(@"\bcredits_[a-z_]+\b")]
    private static partial Regex DashboardMetric();
}
