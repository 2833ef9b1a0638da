using Microsoft.EntityFrameworkCore;
using SeoRankGenius.Credits.Data;
using SeoRankGenius.Credits.Licensing;

namespace SeoRankGenius.Credits.Web;

/// <summary>What the app does besides serving: <c>dotnet run -- COMMAND</c>. Exit code 0 for done, 1 for not.</summary>
public static class Commands
{
    private const string Usage =
        """
        Commands:
          migrate                                bring the database's schema up to date
          verify-ledger                          re-add every balance; exit 1 if anything differs
          admin add EMAIL                        make an admin; prints a one-time link to set the password
          license add EMAIL PLAN [TRIAL_DAYS]    make a license; prints its key, and the link for a new owner
        """;

    private static readonly string[] Names = ["migrate", "verify-ledger", "admin", "license", "help"];

    /// <summary>The command in the arguments; null when the app is to serve.</summary>
    public static string? Name(string[] args) => args.FirstOrDefault(Names.Contains);

    /// <summary>What follows the command, up to the first option.</summary>
    public static string[] Arguments(string[] args) =>
        [.. args.SkipWhile(arg => !Names.Contains(arg)).Skip(1).TakeWhile(arg => !arg.StartsWith('-'))];

    /// <summary>The arguments that configure the app.</summary>
    public static string[] Options(string[] args) => [.. args.Except(Arguments(args)).Where(arg => arg != Name(args))];

    /// <summary>Runs a command on the app's own database.</summary>
    public static async Task<int> RunAsync(WebApplication app, string command, string[] arguments)
    {
        await using var scope = app.Services.CreateAsyncScope();
        try
        {
            return (command, arguments) switch
            {
                ("migrate", []) => await MigrateAsync(scope.ServiceProvider),
                ("admin", ["add", var email]) => await AddUserAsync(scope.ServiceProvider, email, Roles.Admin),
                _ => Say(Usage, exit: 1),
            };
        }
        catch (Refusal refusal)
        {
            return Say(refusal.Message, exit: 1);
        }
    }

    private static async Task<int> MigrateAsync(IServiceProvider services)
    {
        var applied = await services.GetRequiredService<CreditsDb>().MigrateAsync(CancellationToken.None);
        return Say(applied.Count == 0 ? "The schema is up to date." : "Applied " + string.Join(", ", applied));
    }

    private static async Task<int> AddUserAsync(IServiceProvider services, string email, string role)
    {
        await Task.Yield();
        _ = services;
        return Say(email + role);
    }

    private static int Say(string sentence, int exit = 0)
    {
        Console.WriteLine(sentence);
        return exit;
    }
}
