using System.Data.Common;

namespace SeoRankGenius.Credits.Web.Commands;

/// <summary>
/// The command <c>check</c>: what an operator would otherwise learn from the first customer. Changes nothing but the
/// row of the readiness check, and sends no e-mail.
/// </summary>
internal static class CheckCommand
{
    public static async Task<int> RunAsync(IServiceProvider services, CancellationToken cancellation) => Report(
    [
        SetupFinding.Good("configuration", "Every setting is valid."),
        Cultures(),
        .. await DatabaseAsync(services, cancellation),
        .. await services.GetRequiredService<StripeSetup>().CheckAsync(
            services.GetRequiredService<PublicUrl>().Origin + "/webhooks/stripe", cancellation),
        await MailAsync(services, cancellation),
    ]);

    /// <summary>Prints the findings; exit code 1 if one is not good.</summary>
    public static int Report(IReadOnlyList<SetupFinding> findings)
    {
        foreach (var finding in findings)
            CommandRunner.Say($"{(finding.IsGood ? "ok  " : "FAIL")} {finding.Subject}: {finding.Sentence}");
        return findings.All(finding => finding.IsGood) ? 0 : 1;
    }

    // SQL Server without ICU is a bad setting, reported before.
    private static SetupFinding Cultures() => SetupFinding.Good(
        "ICU",
        DatabaseRules.HasCultures() ? "Installed." : "Not available; SQLite does not need it.");

    private static async Task<IReadOnlyList<SetupFinding>> DatabaseAsync(
        IServiceProvider services, CancellationToken cancellation)
    {
        var db = services.GetRequiredService<CreditsDb>();
        try
        {
            if ((await db.SchemaAsync(cancellation)).Fault() is { } fault)
                return [SetupFinding.Bad("database", fault)];
            await services.GetRequiredService<Writer>().RunAsync(HealthProbe.WriteAsync, cancellation);
            return
            [
                SetupFinding.Good("database", "The schema is current, and a write was committed."),
                await LedgerAsync(services, cancellation),
            ];
        }
        catch (Exception failure) when (failure is DependencyUnavailable or DbException)
        {
            return [SetupFinding.Bad("database", $"It cannot be used: {failure.GetBaseException().Message}")];
        }
    }

    private static async Task<SetupFinding> LedgerAsync(IServiceProvider services, CancellationToken cancellation) =>
        await services.GetRequiredService<LedgerCheckRunner>().LastAsync(cancellation) switch
        {
            null => SetupFinding.Good("ledger", "Not checked yet; the app checks it every six hours."),
            { Discrepancies: 0 } last => SetupFinding.Good("ledger", $"Consistent at {last.At:yyyy-MM-dd HH:mm} UTC."),
            { } last => SetupFinding.Bad("ledger", $"{last.Discrepancies} discrepancies. Run verify-ledger."),
        };

    private static async Task<SetupFinding> MailAsync(IServiceProvider services, CancellationToken cancellation)
    {
        const string Subject = "mail";
        if (!services.GetRequiredService<MailOptions>().IsOn)
            return SetupFinding.Bad(Subject, "E-mails are off, so nobody is alerted. Set Email:Host.");
        try
        {
            await services.GetRequiredService<IEmailSender>().ProbeAsync(cancellation);
            return SetupFinding.Good(Subject, "The mail server accepts our sign-in. Send one with: mail test ADDRESS");
        }
        catch (DependencyUnavailable failure)
        {
            return SetupFinding.Bad(Subject, failure.Message);
        }
    }
}
