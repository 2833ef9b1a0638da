using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using SeoRankGenius.Credits.Data;
using SeoRankGenius.Credits.Demo;
using SeoRankGenius.Credits.Tests.Fixtures;

namespace SeoRankGenius.Credits.Tests.Browser;

/// <summary>
/// The demo's own host on a copy of its sample data. For one test, or as a class's fixture for tests that only read.
/// Ends with the ledger's verification.
/// </summary>
public sealed class DemoRun : IAsyncLifetime
{
    private readonly string _folder = TemporaryFolder.Create("credits-browser-", inMemory: true);

    public DemoHost Host { get; private set; } = null!;

    /// <summary>Browser profiles that were opened on it, until it ends.</summary>
    public List<IBrowserContext> Profiles { get; } = [];

    /// <summary>A page of each person who signed in, which one test after another uses.</summary>
    public Dictionary<string, IPage> Pages { get; } = [];

    public async Task InitializeAsync()
    {
        await DemoSamples.CopyToAsync(_folder);
        Host = await DemoSamples.StartAsync(_folder);
    }

    public async Task DisposeAsync()
    {
        try
        {
            await using var scope = Host.Services.CreateAsyncScope();
            var db = scope.ServiceProvider.GetRequiredService<CreditsDb>();
            Assert.Empty((await db.VerifyAsync(default)).Discrepancies);
        }
        finally
        {
            foreach (var profile in Profiles)
                await profile.CloseAsync();
            await Host.DisposeAsync();
            Directory.Delete(_folder, recursive: true);
        }
    }
}
