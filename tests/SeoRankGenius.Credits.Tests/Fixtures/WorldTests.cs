namespace SeoRankGenius.Credits.Tests.Fixtures;

/// <summary>Tests that touch the ledger. Each ends with its verification, beside whatever failed before.</summary>
public abstract class WorldTests : IAsyncLifetime
{
    private World? _world;

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync()
    {
        if (_world is null)
            return;
        try
        {
            var discrepancies = (await _world.VerifyAsync()).Discrepancies;
            Assert.True(_world.IsBroken || discrepancies.Count == 0, string.Join('\n', discrepancies));
        }
        finally
        {
            await _world.DisposeAsync();
        }
    }

    /// <summary>The test's world; skips the test when the database is not configured.</summary>
    protected async Task<World> WorldAsync(Provider on, string? options = null) =>
        _world = await World.OnAsync(on, options);
}
