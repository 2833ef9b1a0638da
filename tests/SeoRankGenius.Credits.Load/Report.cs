using System.Globalization;

namespace SeoRankGenius.Credits.Load;

/// <summary>Prints each line as it is measured, then what one is beside another.</summary>
public sealed class Report(IReadOnlyList<string> wanted)
{
    private readonly Dictionary<string, DashboardFigures> _lines = [];

    /// <summary>Measures a line, unless others were asked for.</summary>
    public async Task AddAsync(string line, Func<Task<DashboardFigures>> measure)
    {
        if (wanted.Count > 0 && !wanted.Any(word => line.Contains(word, StringComparison.OrdinalIgnoreCase)))
            return;
        Console.WriteLine(_lines[line] = await measure());
    }

    /// <summary>Says how many calls one line answers for each of another, and how much later its slowest.</summary>
    public void Ratio(string name, string of, string to, double? goal, double? slowest)
    {
        if (!_lines.TryGetValue(of, out var line) || !_lines.TryGetValue(to, out var limit))
            return;
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{name,-44} {line.PerSecond / limit.PerSecond,6:N2} {Goal("≥", goal),-10}")
            + string.Create(
                CultureInfo.InvariantCulture, $" p99 {line.P99 / limit.P99,6:N2} × {Goal("≤", slowest)}"));
    }

    /// <summary>What the web app, in a process of its own, holds at rest and after load.</summary>
    public async Task MemoryAsync(LoadWorld world, Func<Uri, Task> load)
    {
        if (wanted.Count > 0 && !wanted.Contains("memory"))
            return;
        await using var web = WebProcess.Start(world.ConnectionString);
        (await web.ConnectAsync()).Dispose();
        var atRest = web.Megabytes;
        await load(web.Url);
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"memory of the web app: {atRest:N0} MB at its start, {web.Megabytes:N0} MB after load (≤ 250)"));
    }

    /// <summary>A new process to its first tab, beside a new process to its first empty answer.</summary>
    public async Task StartAsync(LoadWorld world, string cookies)
    {
        if (wanted.Count > 0 && !wanted.Contains("start"))
            return;
        var empty = await Start.ToFirstAsync("/health/live", cookies, world.ConnectionString);
        var tab = await Start.ToFirstAsync(Scenarios.Tab, cookies, world.ConnectionString);
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture, $"{"start to the tab / to an empty answer",-44} {tab / empty,6:N2} (≤ 2)"));
    }

    private static string Goal(string sign, double? goal) =>
        goal is null ? "" : string.Create(CultureInfo.InvariantCulture, $"({sign} {goal})");
}
