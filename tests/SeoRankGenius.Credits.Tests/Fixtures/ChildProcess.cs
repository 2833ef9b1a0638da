using System.Diagnostics;
using System.Text;

namespace SeoRankGenius.Credits.Tests.Fixtures;

/// <summary>The demo or the web app as an operator runs it: a process of its own, whose console is kept.</summary>
public sealed class ChildProcess : IAsyncDisposable
{
    // A busy machine may take long to start a process; no test waits so long for something that is not to come.
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);

    private readonly Process _process;
    private readonly StringBuilder _console = new();
    private readonly TaskCompletionSource _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly List<(string Text, TaskCompletionSource Seen)> _awaited = [];

    private ChildProcess(string assembly, IEnumerable<string> args)
    {
        _process = new Process
        {
            StartInfo = new("dotnet", [Path.Combine(AppContext.BaseDirectory, assembly + ".dll"), .. args])
            {
                RedirectStandardOutput = true,
                RedirectStandardError = true,
                WorkingDirectory = AppContext.BaseDirectory,
            },
            EnableRaisingEvents = true,
        };
        _process.StartInfo.Environment["ASPNETCORE_ENVIRONMENT"] = "Development";
        // As in the tests' own process.
        _process.StartInfo.Environment["DOTNET_TieredPGO"] = "0";
        _process.StartInfo.Environment["DOTNET_gcConcurrent"] = "0";
        _process.OutputDataReceived += (_, line) => Keep(line.Data);
        _process.ErrorDataReceived += (_, line) => Keep(line.Data);
        _process.Exited += (_, _) => _ended.TrySetResult();
        _process.Start();
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
    }

    /// <summary>All that was written so far, a line each.</summary>
    public string Console
    {
        get
        {
            lock (_console)
                return _console.ToString();
        }
    }

    public static ChildProcess Demo(params string[] args) => new("SeoRankGenius.Credits.Demo", args);

    public static ChildProcess Web(params string[] args) => new("SeoRankGenius.Credits.Web", args);

    /// <summary>Completes once a line with this text was written; fails when the process ends before.</summary>
    public async Task UntilAsync(string text)
    {
        var seen = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        lock (_console)
            if (_console.ToString().Contains(text, StringComparison.Ordinal))
                return;
            else
                _awaited.Add((text, seen));
        await Task.WhenAny(seen.Task, _ended.Task).WaitAsync(Patience);
        Assert.True(seen.Task.IsCompleted, $"It ended before it said \"{text}\":\n{Console}");
    }

    /// <summary>The exit code, once it ended by itself and all it wrote is here.</summary>
    public async Task<int> ExitCodeAsync()
    {
        await _process.WaitForExitAsync().WaitAsync(Patience);
        return _process.ExitCode;
    }

    /// <summary>As <c>kill -9</c> does.</summary>
    public async Task KillAsync()
    {
        if (!_process.HasExited)
            _process.Kill();
        await _process.WaitForExitAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await KillAsync();
        _process.Dispose();
    }

    private void Keep(string? line)
    {
        if (line is null)
            return;
        lock (_console)
        {
            _console.AppendLine(line);
            foreach (var (_, seen) in _awaited.Where(awaited => line.Contains(awaited.Text, StringComparison.Ordinal)))
                seen.TrySetResult();
        }
    }
}
