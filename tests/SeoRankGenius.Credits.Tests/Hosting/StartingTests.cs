using Microsoft.AspNetCore.Builder;
using SeoRankGenius.Credits.Configuration;
using SeoRankGenius.Credits.Tests.Fixtures;
using SeoRankGenius.Credits.Web;

namespace SeoRankGenius.Credits.Tests.Hosting;

public sealed class StartingTests
{
    private static readonly string[] Complete =
    [
        "--Stripe:SecretKey=sk_live_x", "--Stripe:WebhookSecret=whsec_x", "--PublicUrl=https://credits.example",
        "--Keys:AllowUnencrypted=true",
    ];

    [Theory]
    [InlineData("Stripe:SecretKey")]
    [InlineData("Stripe:WebhookSecret")]
    [InlineData("PublicUrl")]
    public void Production_does_not_start_without(string key)
    {
        var bad = Assert.Throws<InvalidConfiguration>(() =>
            Build("Production", [.. Complete.Where(arg => !arg.Contains(key, StringComparison.Ordinal))]));

        Assert.StartsWith(key + " is missing.", Assert.Single(bad.Faults), StringComparison.Ordinal);
    }

    [Fact]
    public void All_that_is_missing_is_listed_at_once()
    {
        var bad = Assert.Throws<InvalidConfiguration>(() => Build("Production", "--Catalog:Currency=dollars"));

        foreach (var key in (string[])["Catalog:Currency", "PublicUrl", "Stripe:SecretKey", "Stripe:WebhookSecret"])
            Assert.Contains(bad.Faults, fault => fault.StartsWith(key, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("Production"), InlineData("Staging")]
    public void Outside_development_nothing_of_the_demo_is_accepted(string environment)
    {
        var bad = Assert.Throws<InvalidConfiguration>(() => Build(
            environment, "--Stripe:SecretKey=sk_test_demo", "--Stripe:WebhookSecret=whsec_demo_secret",
            "--PublicUrl=http://credits.example", "--Stripe:ApiBase=http://stripe.example",
            "--ForwardedHeaders_Enabled=true"));

        Assert.Equal(
            ["Keys:Certificate", "KnownProxies", "PublicUrl", "Stripe:ApiBase", "Stripe:SecretKey",
                "Stripe:WebhookSecret"],
            bad.Faults.Select(fault => fault.Split(' ')[0]).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Complete_it_starts_in_production() => Build("Production", Complete);

    [Fact]
    public void Development_needs_nothing() => Build("Development");

    [Theory]
    [InlineData("Logging:Level=Loud",
        "must be Verbose or Debug or Information or Warning or Error or Fatal; it is \"Loud\".")]
    [InlineData("TopUp:Seconds=soon", "must be a whole number; it is \"soon\".")]
    [InlineData("TopUp:Seconds=0", "must be at least 1.")]
    [InlineData("TopUp:MostInAnHour=0", "must be at least 1.")]
    [InlineData("TopUp:Offered=perhaps", "must be true or false; it is \"perhaps\".")]
    [InlineData("Database:MaxBatchSize=all", "must be a whole number; it is \"all\".")]
    [InlineData("Database:MaxBatchSize=0", "must be at least 1.")]
    [InlineData("Database:Provider=Oracle", "must be Sqlite or SqlServer; it is \"Oracle\".")]
    [InlineData("Stripe:Invoices=often", "must be true or false; it is \"often\".")]
    [InlineData("Stripe:SweepSeconds=abc", "must be a whole number; it is \"abc\".")]
    [InlineData("Stripe:SweepSeconds=0", "must be at least 1.")]
    [InlineData("Stripe:ApiBase=stripe", "must be a URL such as https://api.stripe.com.")]
    [InlineData("Stripe:CheckoutOrigin=pay", "must be a URL such as https://api.stripe.com.")]
    [InlineData("Stripe:SecretKey=pk_live_x",
        "is a publishable key. Use the secret key, which starts with sk_ or rk_.")]
    [InlineData("Stripe:WebhookSecret=we_x",
        "is the endpoint's id. Use its signing secret, which starts with whsec_.")]
    [InlineData("PublicUrl=https://credits.example/app",
        "is \"https://credits.example/app\"; it must be an origin without a path, such as https://credits.example.")]
    [InlineData("PublicUrl=credits.example",
        "is \"credits.example\"; it must be an origin without a path, such as https://credits.example.")]
    [InlineData("ConnectionStrings:Credits=",
        "is empty or not a connection string. Leave it out for the file credits.db.")]
    [InlineData("ConnectionStrings:Credits=credits.db",
        "is empty or not a connection string. Leave it out for the file credits.db.")]
    [InlineData("Api:BurstLimit=0", "must be from 1 to 1000000000.")]
    [InlineData("Api:RequestsPerSecond=fast", "must be a number; it is \"fast\".")]
    [InlineData("Api:ActivationsPerMinute=-1", "must be from 1 to 1000000000.")]
    [InlineData("BackOffice:ApprovalAbove=-1", "must be a whole number of credits, 0 or more.")]
    [InlineData("BackOffice:ApprovalAbove=many", "must be a whole number; it is \"many\".")]
    [InlineData("Email:Port=0", "must be a port from 1 to 65535. Leave it out for 587.")]
    [InlineData("Telemetry:OtlpEndpoint=collector:4317",
        "must be the address of an OpenTelemetry collector, such as http://localhost:4317.")]
    [InlineData("Retention:MailDays=0", "must be at least 1.")]
    [InlineData("Retention:PayloadDays=long", "must be a whole number; it is \"long\".")]
    [InlineData("Admins:RequireTwoFactor=maybe", "must be true or false; it is \"maybe\".")]
    public void A_bad_value_is_named_with_what_to_do(string setting, string message)
    {
        var bad = Assert.Throws<InvalidConfiguration>(() => Build("Development", $"--{setting}"));

        Assert.Equal([$"{setting[..setting.IndexOf('=')]} {message}"], bad.Faults);
    }

    [Fact]
    public void Mail_needs_a_sender()
    {
        var bad = Assert.Throws<InvalidConfiguration>(() => Build("Development", "--Email:Host=mail.example"));

        Assert.Equal(
            ["Email:From is missing or not an address. Set it to the sender's, such as credits@example.com."],
            bad.Faults);
    }

    [Fact]
    public void Every_bad_value_is_listed_at_once()
    {
        var bad = Assert.Throws<InvalidConfiguration>(() => Build(
            "Development", "--TopUp:Seconds=soon", "--TopUp:MostInAnHour=0", "--Stripe:Invoices=often",
            "--Stripe:SecretKey=pk_test_x", "--Logging:Level=Loud"));

        Assert.Equal(
            ["Logging:Level", "Stripe:Invoices", "Stripe:SecretKey", "TopUp:MostInAnHour", "TopUp:Seconds"],
            bad.Faults.Select(fault => fault.Split(' ')[0]).Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("migrate")]
    [InlineData("--urls=http://127.0.0.1:0")]
    public async Task A_bad_configuration_stops_the_program_before_it_does_anything(string argument)
    {
        await using var process = ChildProcess.Web([argument, "--TopUp:Seconds=soon", "--Stripe:Invoices=often"]);

        Assert.Equal(1, await process.ExitCodeAsync());
        Assert.Contains("  - TopUp:Seconds must be a whole number; it is \"soon\".", process.Console);
        Assert.Contains("  - Stripe:Invoices must be true or false; it is \"often\".", process.Console);
    }

    private static void Build(string environment, params string[] args)
    {
        var app = CreditsApp.Build(new WebApplicationOptions { EnvironmentName = environment, Args = args });
        ((IDisposable)app).Dispose();
    }
}
