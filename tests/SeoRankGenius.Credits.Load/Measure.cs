using System.Diagnostics;
using System.Globalization;

namespace SeoRankGenius.Credits.Load;

/// <summary>What a run of many calls came to.</summary>
/// <param name="Name">What was called.</param>
/// <param name="PerSecond">Calls answered a second.</param>
/// <param name="P50">Half of the calls took no longer. Milliseconds.</param>
/// <param name="P99">Of a hundred calls, ninety-nine took no longer. Milliseconds.</param>
/// <param name="CpuMicroseconds">Processor time of this process a call, the caller's own included.</param>
public sealed record DashboardFigures(string Name, double PerSecond, double P50, double P99, double CpuMicroseconds)
{
    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture,
        $"{Name,-44} {PerSecond,10:N0}/s   p50 {P50,7:N2} ms   p99 {P99,7:N2} ms   cpu {CpuMicroseconds,6:N0} µs");
}

/// <summary>Calls as fast as the answers come, for a fixed time, from a fixed number of callers.</summary>
public static class Measure
{
    /// <summary>Warms up, then counts. A page takes some twenty thousand calls until it is compiled for good.</summary>
    /// <param name="name">For the report.</param>
    /// <param name="callers">Each has one call under way.</param>
    /// <param name="time">Bounds the counted part; warming up takes twice as long.</param>
    /// <param name="caller">Makes one caller's call; it gets the caller's number.</param>
    public static async Task<DashboardFigures> RunAsync(
        string name, int callers, TimeSpan time, Func<int, Func<Task>> caller)
    {
        var calls = Enumerable.Range(0, callers).Select(caller).ToList();
        await CallAsync(calls, 2 * time);
        GC.Collect();
        var cpu = Process.GetCurrentProcess().TotalProcessorTime;
        var clock = Stopwatch.StartNew();
        var taken = await CallAsync(calls, time);
        var seconds = clock.Elapsed.TotalSeconds;
        var used = Process.GetCurrentProcess().TotalProcessorTime - cpu;
        taken.Sort();
        return new DashboardFigures(
            name, taken.Count / seconds, Milliseconds(taken, 0.50), Milliseconds(taken, 0.99),
            used.TotalMicroseconds / taken.Count);
    }

    private static async Task<List<long>> CallAsync(List<Func<Task>> calls, TimeSpan time)
    {
        var end = Stopwatch.GetTimestamp() + (long)(time.TotalSeconds * Stopwatch.Frequency);
        var taken = await Task.WhenAll(calls.Select(call => Task.Run(async () =>
        {
            var own = new List<long>();
            for (var start = Stopwatch.GetTimestamp(); start < end;)
            {
                await call();
                var now = Stopwatch.GetTimestamp();
                own.Add(now - start);
                start = now;
            }

            return own;
        })));
        return [.. taken.SelectMany(own => own)];
    }

    private static double Milliseconds(List<long> sorted, double share) =>
        sorted[(int)((sorted.Count - 1) * share)] * 1000.0 / Stopwatch.Frequency;
}
