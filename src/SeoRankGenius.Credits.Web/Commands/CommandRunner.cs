using System.Data.Common;

namespace SeoRankGenius.Credits.Web.Commands;

/// <summary>
/// Runs a command in the configured app, and turns expected failures into a sentence and exit code 1.
/// </summary>
internal sealed class CommandRunner(string[] configuration)
{
    public Task<int> ServeAsync(CancellationToken stopping) => ReportAsync(async () =>
    {
        await using var app = Build();
        await app.PrepareDatabaseAsync();
        await app.RunAsync(stopping);
        return 0;
    });

    public Task<int> RunAsync(
        Func<IServiceProvider, CancellationToken, Task<int>> command, CancellationToken stopping) =>
        ReportAsync(async () =>
        {
            await using var app = Build();
            await using var scope = app.Services.CreateAsyncScope();
            return await command(scope.ServiceProvider, stopping);
        });

    /// <summary>As <see cref="RunAsync"/>, but bad settings are findings.</summary>
    public async Task<int> CheckAsync(CancellationToken stopping)
    {
        WebApplication app;
        try
        {
            app = Build();
        }
        catch (InvalidConfiguration bad)
        {
            return CheckCommand.Report([.. bad.Faults.Select(fault => SetupFinding.Bad("configuration", fault))]);
        }

        await using (app)
        await using (var scope = app.Services.CreateAsyncScope())
            return await CheckCommand.RunAsync(scope.ServiceProvider, stopping);
    }

    /// <summary>Prints a sentence.</summary>
    public static int Say(string sentence, int exit = 0)
    {
        Console.WriteLine(sentence);
        return exit;
    }

    private WebApplication Build() => CreditsApp.Build(new WebApplicationOptions { Args = configuration });

    private static async Task<int> ReportAsync(Func<Task<int>> command)
    {
        try
        {
            return await command();
        }
        catch (Exception expected) when (expected is InvalidConfiguration or Refusal or DependencyUnavailable)
        {
            await Console.Error.WriteLineAsync(expected.Message);
            return 1;
        }
        catch (DbException database)
        {
            await Console.Error.WriteLineAsync($"The database cannot be used: {database.GetBaseException().Message}");
            return 1;
        }
    }
}
