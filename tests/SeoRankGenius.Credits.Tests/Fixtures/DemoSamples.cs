using Microsoft.Data.Sqlite;
using SeoRankGenius.Credits.Demo;

namespace SeoRankGenius.Credits.Tests.Fixtures;

/// <summary>
/// The demo's data folder as its first start leaves it, made once for all tests: most of that start is hashing its
/// people's passwords and making their history.
/// </summary>
public static class DemoSamples
{
    private static readonly Lazy<Task<string>> Folder = new(MakeAsync);

    public static async Task CopyToAsync(string folder)
    {
        foreach (var file in Directory.GetFiles(await Folder.Value))
            File.Copy(file, Path.Combine(folder, Path.GetFileName(file)));
    }

    /// <summary>The demo in this process, on free ports, silent.</summary>
    public static Task<DemoHost> StartAsync(string folder) => DemoHost.StartAsync(new DemoOptions
    {
        AppUrl = "http://127.0.0.1:0",
        StripeUrl = "http://127.0.0.1:0",
        DataFolder = folder,
        Quiet = true,
    });

    private static async Task<string> MakeAsync()
    {
        var folder = TemporaryFolder.Create("credits-samples-", inMemory: true);
        AppDomain.CurrentDomain.ProcessExit += (_, _) => Directory.Delete(folder, recursive: true);
        await (await StartAsync(folder)).DisposeAsync();
        // Pooled connections are open still: what they have in the log has to be in the file that is copied.
        await using var database = new SqliteConnection(
            $"Data Source={Path.Combine(folder, "credits.db")};Pooling=False");
        await database.OpenAsync();
        await using var checkpoint = database.CreateCommand();
        checkpoint.CommandText = "PRAGMA wal_checkpoint(TRUNCATE)";
        await checkpoint.ExecuteNonQueryAsync();
        return folder;
    }
}
