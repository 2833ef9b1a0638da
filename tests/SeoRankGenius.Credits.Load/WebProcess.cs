using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace SeoRankGenius.Credits.Load;

/// <summary>The web app in a process of its own.</summary>
public sealed class WebProcess : IAsyncDisposable
{
    private readonly Process _process;

    private WebProcess(Process process, Uri url) => (_process, Url) = (process, url);

    public Uri Url { get; }

    /// <summary>What the process holds now.</summary>
    public double Megabytes
    {
        get
        {
            _process.Refresh();
            return _process.WorkingSet64 / 1048576.0;
        }
    }

    /// <summary>What the process has used so far.</summary>
    public TimeSpan ProcessorTime
    {
        get
        {
            _process.Refresh();
            return _process.TotalProcessorTime;
        }
    }

    /// <summary>Starts it on a database that is there, with rate limits out of the way but in place.</summary>
    public static WebProcess Start(string connection)
    {
        var url = new Uri($"http://127.0.0.1:{FreePort()}");
        var web = Path.Combine(AppContext.BaseDirectory, "SeoRankGenius.Credits.Web.dll");
        var start = new ProcessStartInfo("dotnet", [web, "--urls", url.ToString(), .. LoadWorld.NoLimits])
        {
            WorkingDirectory = AppContext.BaseDirectory,
            RedirectStandardOutput = true,
        };
        start.Environment["ASPNETCORE_ENVIRONMENT"] = "Development";
        start.Environment["ConnectionStrings__Credits"] = connection;
        start.Environment["Logging__Level"] = "Fatal";
        var process = Process.Start(start) ?? throw new InvalidOperationException("It does not start.");
        process.OutputDataReceived += (_, _) => { };
        process.BeginOutputReadLine();
        return new WebProcess(process, url);
    }

    /// <summary>Waits until it listens.</summary>
    public async Task<Wire> ConnectAsync()
    {
        while (!_process.HasExited)
            try
            {
                return new Wire(Url);
            }
            catch (SocketException)
            {
                await Task.Delay(2);
            }

        throw new InvalidOperationException("It ended before it listened.");
    }

    public async ValueTask DisposeAsync()
    {
        _process.Kill();
        await _process.WaitForExitAsync();
        _process.Dispose();
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
