using System.Diagnostics;
using System.Globalization;

namespace SeoRankGenius.Credits.Load;

/// <summary>How long a new process of the web app takes to its first answer, on a database that is there.</summary>
public static class Start
{
    private const int Times = 5;

    /// <summary>Milliseconds from the start of the process to the whole answer, the middle of five.</summary>
    public static async Task<double> ToFirstAsync(string path, string cookies, string connection)
    {
        var taken = new List<double>();
        for (var i = 0; i < Times; i++)
            taken.Add(await OnceAsync(path, cookies, connection));
        taken.Sort();
        var middle = taken[Times / 2];
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture, $"{"start to the first " + path,-52} {middle,6:N0} ms"));
        return middle;
    }

    private static async Task<double> OnceAsync(string path, string cookies, string connection)
    {
        var clock = Stopwatch.StartNew();
        await using var web = WebProcess.Start(connection);
        using var wire = await web.ConnectAsync();
        await wire.SendAsync(Wire.Request("GET", path, $"Cookie: {cookies}\r\n"));
        return clock.Elapsed.TotalMilliseconds;
    }
}
