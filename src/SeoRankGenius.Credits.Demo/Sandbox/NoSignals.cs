using Microsoft.Extensions.Hosting;

namespace SeoRankGenius.Credits.Demo.Sandbox;

/// <summary>
/// The sandbox runs in the demo's or a test's process, which handles Ctrl+C; the default lifetime would handle it too.
/// </summary>
internal sealed class NoSignals : IHostLifetime
{
    public Task WaitForStartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
