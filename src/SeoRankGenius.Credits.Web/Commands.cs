namespace SeoRankGenius.Credits.Web;

/// <summary>The app's commands: <c>dotnet run -- COMMAND</c>. Exit code 0 for success, 1 for failure.</summary>
public static class Commands
{
    private const string Usage =
        """
        Commands:
          migrate                                update the database's schema
          verify-ledger                          recompute every balance; exit 1 on a discrepancy
          admin add EMAIL                        add an admin; prints a one-time link to set the password
          admin reset EMAIL                      reset an admin's two-factor sign-in and end their sessions;
                                                 prints a one-time link to set a new password
          license add EMAIL PLAN [TRIAL_DAYS]    create a license; prints its key, and a link for a new owner
        """;

    private static readonly string[] Names = ["migrate", "verify-ledger", "admin", "license", "help"];

    /// <summary>The command in the arguments; null for serving.</summary>
    public static string? Name(string[] args) => args.FirstOrDefault(Names.Contains);

    /// <summary>The arguments after the command, up to the first option.</summary>
    public static string[] Arguments(string[] args) =>
        [.. args.SkipWhile(arg => !Names.Contains(arg)).Skip(1).TakeWhile(arg => !arg.StartsWith('-'))];

    /// <summary>The arguments that configure the app.</summary>
    public static string[] Options(string[] args) => [.. args.Except(Arguments(args)).Where(arg => arg != Name(args))];

    /// <summary>Runs a command on the app's database.</summary>
    public static async Task<int> RunAsync(WebApplication app, string command, string[] arguments)
    {
        await using var scope = app.Services.CreateAsyncScope();
        try
        {
            return (command, arguments) switch
            {
                ("migrate", []) => await MigrateAsync(scope.ServiceProvider),
                ("verify-ledger", []) => await VerifyAsync(scope.ServiceProvider),
                ("admin", ["add", var email]) => await AddAdminAsync(scope.ServiceProvider, email),
                ("admin", ["reset", var email]) => await ResetAdminAsync(scope.ServiceProvider, email),
                ("license", ["add", var email, var plan]) =>
                    await AddLicenseAsync(scope.ServiceProvider, email, plan),
                ("license", ["add", var email, var plan, var trialDays]) =>
                    await AddLicenseAsync(scope.ServiceProvider, email, plan, trialDays),
                ("help", []) => Say(Usage),
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
        return Say(applied.Count == 0 ? "The schema is up to date." : $"Applied {string.Join(", ", applied)}.");
    }

    private static async Task<int> VerifyAsync(IServiceProvider services)
    {
        var result = await services.GetRequiredService<CreditsDb>().VerifyAsync(CancellationToken.None);
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
            exit: result.Discrepancies.Count == 0 ? 0 : 1);
    }

    private static async Task<int> AddAdminAsync(IServiceProvider services, string email)
    {
        var user = await services.GetRequiredService<AdminAccounts>().AddAsync(Actor.CommandLine, email);
        return Say($"{user.Email} is an admin. {await PasswordSentenceAsync(services, user)}");
    }

    private static async Task<int> ResetAdminAsync(IServiceProvider services, string email)
    {
        var users = services.GetRequiredService<UserManager<User>>();
        if (await users.FindByEmailAsync(email) is not { } admin)
            return Say("There is no admin with this e-mail address.", exit: 1);
        await services.GetRequiredService<AdminAccounts>().ResetTwoFactorAsync(Actor.CommandLine, admin.Id);
        admin = await users.Users.AsNoTracking().SingleAsync(user => user.Id == admin.Id);
        return Say(
            $"Two-factor sign-in of {admin.Email} is reset, and all sessions have ended. "
            + await PasswordSentenceAsync(services, admin, isReset: true));
    }

    private static async Task<int> AddLicenseAsync(
        IServiceProvider services, string email, string plan, string? trialDays = null)
    {
        DateTime? trialEndsAt = null;
        if (trialDays is not null)
        {
            if (!int.TryParse(trialDays, CultureInfo.InvariantCulture, out var days) || days is < 1 or > 365)
                return Say("TRIAL_DAYS must be a number from 1 to 365.", exit: 1);
            trialEndsAt = services.GetRequiredService<TimeProvider>().GetUtcNow().UtcDateTime.AddDays(days);
        }

        services.GetRequiredService<LicenseIssuance>().RequirePlan(plan);
        var owner = await services.GetRequiredService<Accounts>().EnsureAsync(email, Roles.Owner);
        var (_, key) = await services.GetRequiredService<LicenseAdmin>()
            .CreateAsync(Actor.CommandLine, owner, plan, trialEndsAt, CancellationToken.None);
        Say($"License key, shown only once: {key}");
        return Say($"The owner is {email}. {await PasswordSentenceAsync(services, owner)}");
    }

    private static async Task<string> PasswordSentenceAsync(
        IServiceProvider services, User user, bool isReset = false) => user.PasswordHash is not null && !isReset
        ? "The account already has a password."
        : "This link sets the password. It works once, for one day:\n"
            + await services.GetRequiredService<Accounts>().PasswordLinkAsync(user, Accounts.Invited, request: null);

    private static int Say(string sentence, int exit = 0)
    {
        Console.WriteLine(sentence);
        return exit;
    }
}
