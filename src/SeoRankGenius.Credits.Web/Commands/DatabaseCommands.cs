using System.Text.Json;
using SeoRankGenius.Credits.Privacy;
using static SeoRankGenius.Credits.Web.Commands.CommandRunner;

namespace SeoRankGenius.Credits.Web.Commands;

/// <summary>Commands about the database.</summary>
internal static class DatabaseCommands
{
    public static async Task<int> MigrateAsync(IServiceProvider services, CancellationToken cancellation)
    {
        var applied = await services.GetRequiredService<CreditsDb>().MigrateAsync(cancellation);
        return Say(applied.Count == 0 ? "The schema is up to date." : $"Applied {string.Join(", ", applied)}.");
    }

    /// <summary>Also refuses a database that is missing or has another schema; creates no file.</summary>
    public static async Task<int> VerifyAsync(IServiceProvider services, bool asJson, CancellationToken cancellation)
    {
        var db = services.GetRequiredService<CreditsDb>();
        if ((await db.SchemaAsync(cancellation)).Fault() is { } fault)
            return Say(fault, exit: 1);
        var result = await db.VerifyAsync(cancellation);
        var exit = result.Discrepancies.Count == 0 ? 0 : 1;
        if (asJson)
            return Say(JsonSerializer.Serialize(
                new { counts = result.Counts.ToDictionary(), discrepancies = result.Discrepancies }), exit);
        foreach (var count in result.Counts)
            Say(string.Create(CultureInfo.InvariantCulture, $"{count.Value,12:N0} {count.Key}"));
        foreach (var discrepancy in result.Discrepancies)
            Say(discrepancy);
        return Say(
            result.Discrepancies.Count switch
            {
                0 => "The ledger is consistent.",
                1 => "1 discrepancy.",
                var count => string.Create(CultureInfo.InvariantCulture, $"{count:N0} discrepancies."),
            },
            exit);
    }

    /// <summary>Without <paramref name="apply"/> only counts.</summary>
    public static async Task<int> RetentionAsync(
        IServiceProvider services, bool apply, CancellationToken cancellation)
    {
        var db = services.GetRequiredService<CreditsDb>();
        if ((await db.SchemaAsync(cancellation)).Fault() is { } fault)
            return Say(fault, exit: 1);
        var retention = services.GetRequiredService<Retention>();
        foreach (var expired in apply
            ? await retention.ApplyAsync(cancellation)
            : await retention.CountAsync(cancellation))
            Say(string.Create(CultureInfo.InvariantCulture, $"{expired.Count,12:N0} {expired.Name}"));
        return Say(apply ? "Done." : "Nothing was changed. Add --apply to do it; a running app does it every hour.");
    }

    public static async Task<int> BackupAsync(IServiceProvider services, string file, CancellationToken cancellation)
    {
        await DatabaseBackup.CreateAsync(services.GetRequiredService<CreditsDb>(), file, cancellation);
        return Say($"Backup written to {Path.GetFullPath(file)}.");
    }

    public static async Task<int> RestoreAsync(IServiceProvider services, string file, CancellationToken cancellation)
    {
        await DatabaseBackup.RestoreAsync(services.GetRequiredService<CreditsDb>(), file, cancellation);
        return Say($"The database has the content of {Path.GetFullPath(file)}.");
    }
}
