using Microsoft.Extensions.DependencyInjection;
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
    // Made once for all: most of the demo's start is hashing its people's passwords and making their history.
    private static readonly Lazy<Task<string>> Samples = new(MakeSamplesAsync);

    private readonly string _folder = NewFolder();

    public DemoHost Host { get; private set; } = null!;

    public async Task InitializeAsync()
    {
        foreach (var file in Directory.GetFiles(await Samples.Value))
            File.Copy(file, Path.Combine(_folder, Path.GetFileName(file)));
        Host = await StartAsync(_folder);
    }

    public async Task DisposeAsync()
    {
        try
        {
            await using var scope = Host.Services.CreateAsyncScope();
            Assert.Empty((await scope.ServiceProvider.GetRequiredService<CreditsDb>().VerifyAsync(default))
                .Discrepancies);
        }
        finally
        {
            await Host.DisposeAsync();
            Directory.Delete(_folder, recursive: true);
        }
    }

    private static async Task<string> MakeSamplesAsync()
    {
        var folder = NewFolder();
        await (await StartAsync(folder)).DisposeAsync();
        // Pooled connections are open still: what they have in the log has to be in the file that is copied.
        await using var database = new Microsoft.Data.Sqlite.SqliteConnection(
            $"Data Source={Path.Combine(folder, "credits.db")};Pooling=False");
        await database.OpenAsync();
        await using var checkpoint = database.CreateCommand();
        checkpoint.CommandText = "PRAGMA wal_checkpoint(TRUNCATE)";
        await checkpoint.ExecuteNonQueryAsync();
        return folder;
    }

    private static string NewFolder() => TemporaryFolder.Create("credits-browser-", inMemory: true);

    private static Task<DemoHost> StartAsync(string folder) => DemoHost.StartAsync(new DemoOptions
    {
        AppUrl = "http://127.0.0.1:0",
        StripeUrl = "http://127.0.0.1:0",
        DataFolder = folder,
        Quiet = true,
    });
}
