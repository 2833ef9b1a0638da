using System.Text.RegularExpressions;
using SeoRankGenius.Credits.BackOffice.Audit;
using SeoRankGenius.Credits.Demo;
using SeoRankGenius.Credits.Tests.Fixtures;
using SeoRankGenius.Credits.Tests.Scenarios;

namespace SeoRankGenius.Credits.Tests.Hosting;

/// <summary>Commands as an operator types them, beside a running app on the same database.</summary>
public sealed partial class CommandsTests : AppTests
{
    private const string Email = "new.admin@seorankgenius.example";

    [Fact]
    public async Task A_new_admin_gets_in_by_the_printed_link()
    {
        var app = await SampleAppAsync();

        var (exit, said) = await RunAsync(app, "admin", "add", Email);

        Assert.Equal(0, exit);
        using var admin = app.Visit();
        await SetPasswordAsync(admin, said);
        (await admin.SignInAsync(Email, SampleData.Password)).Is(302);
        (await admin.GetAsync("/admin")).Is(200);
    }

    [Fact]
    public async Task A_reset_admin_is_signed_out_and_gets_a_new_link()
    {
        var app = await SampleAppAsync();
        using var admin = await app.SignInAsync(SampleData.Admin);

        var (exit, said) = await RunAsync(app, "admin", "reset", SampleData.Admin);

        Assert.Equal(0, exit);
        (await admin.GetAsync("/admin")).Is(302);
        Assert.Matches(PasswordLink(), said);
        Assert.Contains(await app.World.AuditAsync(), record => record.Action == AuditAction.TwoFactorTurnedOff);
    }

    [Theory]
    [InlineData("There is no admin with this e-mail address.", "admin", "reset", "nobody@seorankgenius.example")]
    [InlineData("There is no plan \"no-such-plan\" in the catalog.",
        "license", "add", "owner@seorankgenius.example", "no-such-plan")]
    [InlineData("Username 'no address' is invalid", "admin", "add", "no address")]
    public async Task What_cannot_be_done_is_said_and_changes_nothing(string sentence, params string[] command)
    {
        var app = await SampleAppAsync();

        var (exit, said) = await RunAsync(app, command);

        Assert.Equal(1, exit);
        Assert.StartsWith(sentence, said, StringComparison.Ordinal);
        using var nobody = app.Visit();
        (await nobody.SignInAsync("owner@seorankgenius.example", SampleData.Password)).Is(200);
    }

    [Fact]
    public async Task A_ledger_that_does_not_add_up_is_named_and_fails()
    {
        var app = await SampleAppAsync();
        await app.World.UnguardedAsync($"""UPDATE "Pools" SET "Balance" = "Balance" + 1 WHERE "Balance" = 3450""");

        var (exit, said) = await RunAsync(app, "verify-ledger");

        Assert.Equal(1, exit);
        Assert.Contains("3451", said, StringComparison.Ordinal);
        Assert.Contains("1 discrepancy.", said, StringComparison.Ordinal);
    }

    private static async Task<(int Exit, string Said)> RunAsync(App app, params string[] command)
    {
        await using var process = ChildProcess.Web(
            [.. command, $"--ConnectionStrings:Credits={app.World.Database.ConnectionString}"]);
        return (await process.ExitCodeAsync(), process.Console);
    }

    private static async Task SetPasswordAsync(Visitor admin, string said)
    {
        var link = new Uri(PasswordLink().Match(said).Value).PathAndQuery;
        (await admin.SubmitAsync(
            link, "/signin/password",
            ("Input.Password", SampleData.Password), ("Input.Repeated", SampleData.Password))).Is(302);
    }

    [GeneratedRegex(@"http://\S+/signin/password\?\S+")]
    private static partial Regex PasswordLink();
}
