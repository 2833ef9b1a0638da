using Microsoft.Extensions.Hosting;

namespace SeoRankGenius.Credits.Demo.Sandbox;

/// <summary>
/// A guest in the demo's or a test's process: Ctrl+C is theirs, and the usual lifetime would swallow it.
/// </summary>
internal sealed class NoSignals : IHostLifetime
{
    public Task WaitForStartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
