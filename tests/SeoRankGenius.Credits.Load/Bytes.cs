using System.Globalization;
using Microsoft.Data.Sqlite;

namespace SeoRankGenius.Credits.Load;

/// <summary>How much a spend and a stored Stripe event add to the database file, with their indexes.</summary>
public static class Bytes
{
    private const int Spends = 20_000, Events = 2_000;

    public static async Task RunAsync(TimeSpan time)
    {
        await using var world = await LoadWorld.StartAsync();
        var sites = await world.SitesAsync(100, "bytes");
        var scenarios = new Scenarios(world, time);
        await PrintAsync(world, "spend", Spends, () => scenarios.SpendSomeAsync(sites, Spends));
        // As many again warm up.
        await PrintAsync(
            world, "purchase with its stored event", 2 * Events, () => scenarios.WebhookAsync(sites, Events));
    }

    private static async Task PrintAsync(LoadWorld world, string what, int count, Func<Task> run)
    {
        var before = Size(world);
        await run();
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture, $"{(Size(world) - before) / count,8:N0} bytes for each {what}"));
    }

    private static long Size(LoadWorld world)
    {
        using var connection = new SqliteConnection(world.ConnectionString);
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = "SELECT page_count * page_size FROM pragma_page_count(), pragma_page_size()";
        return (long)command.ExecuteScalar()!;
    }
}
