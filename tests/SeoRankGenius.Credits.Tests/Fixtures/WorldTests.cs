namespace SeoRankGenius.Credits.Tests.Fixtures;

/// <summary>
/// Tests that touch the ledger. Each has a world to itself and ends with the ledger's verification, beside whatever
/// failed before.
/// </summary>
public abstract class WorldTests : IAsyncLifetime
{
    private static readonly HostPool<World> Worlds = new();

    private World? _world;
    private string _key = "";

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
            await Worlds.ReturnAsync(_key, _world);
        }
    }

    /// <summary>The test's world; skips the test when the database is not configured.</summary>
    protected async Task<World> WorldAsync(Provider on, string? options = null)
    {
        _key = $"{on} {options}";
        return _world = await Worlds.TakeAsync(_key, () => World.OnAsync(on, options));
    }
}
