namespace SeoRankGenius.Credits.Tests.Fixtures;

/// <summary>Tests over HTTP. Each ends with the ledger's verification, beside whatever failed before.</summary>
public abstract class AppTests : IAsyncLifetime
{
    private App? _app;

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
            await _app.DisposeAsync();
        }
    }

    /// <summary>The test's app; skips the test when the database is not configured.</summary>
    protected async Task<App> AppAsync(Provider on, params (string Key, string Value)[] settings) =>
        _app = await App.StartAsync(on, new Settings(settings));

    /// <summary>The test's app on SQLite with the demo's accounts and sites.</summary>
    protected async Task<App> SampleAppAsync(params (string Key, string Value)[] settings) =>
        await (await AppAsync(Provider.Sqlite, settings)).WithSamplesAsync();

    protected async Task<App> AppAsync(Settings settings) => _app = await App.StartAsync(Provider.Sqlite, settings);
}
