using System.CommandLine;

namespace SeoRankGenius.Credits.Web.Commands;

/// <summary>
/// The program's commands. Without a command it serves. Exit code 0: success; 1: the command failed; 2: an unknown
/// command, argument or option, with the usage. Configuration (<c>--Stripe:SecretKey=…</c>) may follow any command.
/// </summary>
public static class CommandLine
{
    private static readonly string[] HostSettings =
    [
        "urls", "environment", "contentRoot", "applicationName", "ForwardedHeaders_Enabled", "PublicUrl",
        "KnownProxies",
    ];

    public static async Task<int> RunAsync(string[] args)
    {
        var (words, configuration) = Split(args);
        var parsed = Root(configuration).Parse(words is ["help"] ? ["--help"] : words);
        var exit = await parsed.InvokeAsync();
        return parsed.Errors.Count > 0 ? 2 : exit;
    }

    /// <summary>
    /// Separates configuration from the command. An option with a colon or the name of a host setting is
    /// configuration; its value follows an equals sign or is the next word.
    /// </summary>
    public static (string[] Command, string[] Configuration) Split(string[] args)
    {
        List<string> command = [], configuration = [];
        for (var i = 0; i < args.Length; i++)
        {
            if (!IsConfiguration(args[i]))
            {
                command.Add(args[i]);
                continue;
            }

            configuration.Add(args[i]);
            if (!args[i].Contains('=', StringComparison.Ordinal) && i + 1 < args.Length)
                configuration.Add(args[++i]);
        }

        return ([.. command], [.. configuration]);
    }

    private static bool IsConfiguration(string arg)
    {
        var name = arg.Split('=', 2)[0];
        return name.StartsWith("--", StringComparison.Ordinal)
            && (name.Contains(':', StringComparison.Ordinal)
                // The framework's test host passes every section, with an empty value.
                || arg.EndsWith('=')
                || HostSettings.Contains(name[2..], StringComparer.OrdinalIgnoreCase));
    }

    private static RootCommand Root(string[] configuration)
    {
        var run = new CommandRunner(configuration);
        var root = new RootCommand("SEO Rank Genius Credits. Without a command it serves.")
        {
            Serve(run), Migrate(run), VerifyLedger(run), Check(run), Backup(run), Restore(run),
            Retention(run), Keys(run), Mail(run), Admin(run), License(run),
        };
        root.SetAction((_, stopping) => run.ServeAsync(stopping));
        return root;
    }

    private static Command Serve(CommandRunner run)
    {
        var command = new Command("serve", "Serve the web app. The default.");
        command.SetAction((_, stopping) => run.ServeAsync(stopping));
        return command;
    }

    private static Command Migrate(CommandRunner run)
    {
        var command = new Command("migrate", "Bring the database's schema up to date.");
        command.SetAction((_, stopping) => run.RunAsync(DatabaseCommands.MigrateAsync, stopping));
        return command;
    }

    private static Command VerifyLedger(CommandRunner run)
    {
        var json = new Option<bool>("--json") { Description = "Print one JSON object." };
        var command = new Command("verify-ledger", "Recompute every balance. Exit code 1 on a discrepancy.") { json };
        command.SetAction((parsed, stopping) => run.RunAsync(
            (services, cancellation) =>
                DatabaseCommands.VerifyAsync(services, parsed.GetValue(json), cancellation), stopping));
        return command;
    }

    private static Command Check(CommandRunner run)
    {
        var command = new Command(
            "check", "Check configuration, database, Stripe and mail. Exit code 1 when something needs attention.");
        command.SetAction((_, stopping) => run.CheckAsync(stopping));
        return command;
    }

    private static Command Backup(CommandRunner run)
    {
        var file = new Argument<string>("FILE") { Description = "The new file; an existing one is not replaced." };
        var command = new Command("backup", "Copy the SQLite database while the app runs.") { file };
        command.SetAction((parsed, stopping) => run.RunAsync(
            (services, cancellation) =>
                DatabaseCommands.BackupAsync(services, parsed.GetRequiredValue(file), cancellation), stopping));
        return command;
    }

    private static Command Restore(CommandRunner run)
    {
        var file = new Argument<string>("FILE") { Description = "A file that backup made." };
        var command = new Command(
            "restore", "Replace the SQLite database's content by a backup whose ledger is consistent.") { file };
        command.SetAction((parsed, stopping) => run.RunAsync(
            (services, cancellation) =>
                DatabaseCommands.RestoreAsync(services, parsed.GetRequiredValue(file), cancellation), stopping));
        return command;
    }

    private static Command Retention(CommandRunner run)
    {
        var apply = new Option<bool>("--apply") { Description = "Remove it." };
        var command = new Command(
            "retention", "Count what is kept longer than Retention:… says; with --apply, remove it.") { apply };
        command.SetAction((parsed, stopping) => run.RunAsync(
            (services, cancellation) =>
                DatabaseCommands.RetentionAsync(services, parsed.GetValue(apply), cancellation), stopping));
        return command;
    }

    private static Command Keys(CommandRunner run)
    {
        var end = new Option<bool>("--end-sessions")
        {
            Description = "Revoke all earlier keys as well: everyone is signed out, and links in mails stop working.",
        };
        var rotate = new Command("rotate", "Create a new data protection key.") { end };
        rotate.SetAction((parsed, stopping) => run.RunAsync(
            (services, _) => Task.FromResult(SecretCommands.RotateKeys(services, parsed.GetValue(end))), stopping));
        return new Command("keys", "Data protection keys, which protect cookies and links.") { rotate };
    }

    private static Command Mail(CommandRunner run)
    {
        var address = new Argument<string>("ADDRESS");
        var test = new Command("test", "Send a test e-mail.") { address };
        test.SetAction((parsed, stopping) => run.RunAsync(
            (services, cancellation) =>
                SecretCommands.TestMailAsync(services, parsed.GetRequiredValue(address), cancellation), stopping));
        return new Command("mail", "E-mails.") { test };
    }

    private static Command Admin(CommandRunner run)
    {
        var email = new Argument<string>("EMAIL");
        var add = new Command("add", "Add an admin. Prints a one-time link to set the password.") { email };
        add.SetAction((parsed, stopping) => run.RunAsync(
            (services, _) => AccountCommands.AddAdminAsync(services, parsed.GetRequiredValue(email)), stopping));
        var reset = new Command(
            "reset", "Remove an admin's authenticator app and end their sessions. Prints a one-time link.") { email };
        reset.SetAction((parsed, stopping) => run.RunAsync(
            (services, _) => AccountCommands.ResetAdminAsync(services, parsed.GetRequiredValue(email)), stopping));
        return new Command("admin", "Admins of the back office.") { add, reset };
    }

    private static Command License(CommandRunner run)
    {
        var email = new Argument<string>("EMAIL");
        var plan = new Argument<string>("PLAN") { Description = "The code of a plan in the catalog." };
        var days = new Argument<int?>("TRIAL_DAYS")
        {
            Description = "1 to 365.", Arity = ArgumentArity.ZeroOrOne,
        };
        var add = new Command("add", "Create a license. Prints its key once, and a new owner's link.")
        {
            email, plan, days,
        };
        add.SetAction((parsed, stopping) => run.RunAsync(
            (services, _) => AccountCommands.AddLicenseAsync(
                services, parsed.GetRequiredValue(email), parsed.GetRequiredValue(plan), parsed.GetValue(days)),
            stopping));
        return new Command("license", "Licenses.") { add };
    }
}
