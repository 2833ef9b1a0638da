using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;

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
        var url = new Uri($"http://127.0.0.1:{FreePort()}");
        var web = Path.Combine(AppContext.BaseDirectory, "SeoRankGenius.Credits.Web.dll");
        var start = new ProcessStartInfo("dotnet", [web, "--urls", url.ToString()])
        {
            WorkingDirectory = AppContext.BaseDirectory,
            RedirectStandardOutput = true,
        };
        start.Environment["ASPNETCORE_ENVIRONMENT"] = "Development";
        start.Environment["ConnectionStrings__Credits"] = connection;
        var clock = Stopwatch.StartNew();
        using var process = Process.Start(start) ?? throw new InvalidOperationException("It does not start.");
        process.OutputDataReceived += (_, _) => { };
        process.BeginOutputReadLine();
        try
        {
            using var wire = await ConnectAsync(url, process);
            await wire.SendAsync(Wire.Request("GET", path, $"Cookie: {cookies}\r\n"));
            return clock.Elapsed.TotalMilliseconds;
        }
        finally
        {
            process.Kill();
            await process.WaitForExitAsync();
        }
    }

    private static async Task<Wire> ConnectAsync(Uri url, Process process)
    {
        while (!process.HasExited)
            try
            {
                return new Wire(url);
            }
            catch (SocketException)
            {
                await Task.Delay(2);
            }

        throw new InvalidOperationException("It ended before it listened.");
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
