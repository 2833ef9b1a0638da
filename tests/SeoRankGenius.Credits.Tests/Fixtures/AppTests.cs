using SeoRankGenius.Credits.Tests.Scenarios;

namespace SeoRankGenius.Credits.Tests.Fixtures;

/// <summary>
/// Tests over HTTP. Each has an app to itself and ends with the ledger's verification, beside whatever failed before.
/// </summary>
public abstract class AppTests : IAsyncLifetime, IClassFixture<AppTests.Started>
{
    private static readonly HostPool<App> Apps = new();

    private App? _app;
    private string? _key;

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync()
    {
        if (_app is null)
            return;
        try
        {
            var discrepancies = (await _app.World.VerifyAsync()).Discrepancies;
            Assert.True(_app.World.IsBroken || discrepancies.Count == 0, string.Join('\n', discrepancies));
        }
        finally
        {
            await (_key is null ? _app.DisposeAsync().AsTask() : Apps.ReturnAsync(_key, _app));
        }
    }

    /// <summary>The test's app; skips the test when the database is not configured.</summary>
    protected Task<App> AppAsync(Provider on, params (string Key, string Value)[] settings) =>
        TakeAsync(on, new Settings(settings), withSamples: false);

    protected Task<App> AppAsync(Settings settings) => TakeAsync(Provider.Sqlite, settings, withSamples: false);

    /// <summary>The test's app on SQLite with the demo's accounts and sites.</summary>
    protected Task<App> SampleAppAsync(params (string Key, string Value)[] settings) =>
        TakeAsync(Provider.Sqlite, new Settings(settings), withSamples: true);

    /// <summary>The same, newly started: for tests whose timers fire, which stay where they are in a reset.</summary>
    protected async Task<App> FreshSampleAppAsync() =>
        _app = await App.StartAsync(Provider.Sqlite, new Settings(), withSamples: true);

    private async Task<App> TakeAsync(Provider on, Settings settings, bool withSamples)
    {
        _key = KeyOf(on, settings, withSamples);
        return _app = await Apps.TakeAsync(_key, () => App.StartAsync(on, settings, withSamples));
    }

    private static string KeyOf(Provider on, Settings settings, bool withSamples) =>
        $"{on} {withSamples} {settings.Environment} {string.Join(' ', settings)}";

    /// <summary>What only the first test would wait for: an app's start, and the compilation of its code.</summary>
    public sealed class Started : IAsyncLifetime
    {
        private static readonly Lazy<Task> Once = new(StartAsync);

        public Task InitializeAsync() => Once.Value;

        public Task DisposeAsync() => Task.CompletedTask;

        private static async Task StartAsync()
        {
            var app = await App.StartAsync(Provider.Sqlite, new Settings(), withSamples: false);
            (await app.PostEventAsync(await app.PayAsync(await app.World.SiteAsync()))).Is(200);
            await app.SubscribedAsync(await app.World.LicenseAsync("free"));
            await Apps.ReturnAsync(KeyOf(Provider.Sqlite, new Settings(), withSamples: false), app);
        }
    }
}
