using Microsoft.EntityFrameworkCore;
using SeoRankGenius.Credits.Data;
using SeoRankGenius.Credits.Tests.Fixtures;
using SeoRankGenius.Credits.Tests.Scenarios;
using SeoRankGenius.Credits.Web.Commands;

namespace SeoRankGenius.Credits.Tests.Hosting;

/// <summary>What an operator types beside a running app, or instead of one.</summary>
public sealed class OperatingCommandsTests : AppTests, IDisposable
{
    private const string Development = "--environment=Development";

    private readonly string _folder = TemporaryFolder.Create("credits-commands-", inMemory: true);

    private string Copy => Path.Combine(_folder, "copy.db");

    [Theory]
    [InlineData("migrat")]
    [InlineData("verify-ledger", "--jsn")]
    [InlineData("license", "add", "owner@northwind.example")]
    [InlineData("migrate", "now")]
    [InlineData("--PublicUlr=https://credits.example")]
    public async Task An_unknown_word_ends_with_2(params string[] args) =>
        Assert.Equal(2, await CommandLine.RunAsync(args));

    [Theory]
    [InlineData("help")]
    [InlineData("--help")]
    [InlineData("--version")]
    [InlineData("backup", "--help")]
    public async Task Help_and_version_need_no_configuration(params string[] args) =>
        Assert.Equal(0, await CommandLine.RunAsync(args));

    [Fact]
    public void Configuration_may_stand_anywhere()
    {
        var (command, configuration) = CommandLine.Split(
            ["--Stripe:SecretKey", "sk_test_1", "admin", "--urls=http://localhost:1", "add", "a@b.example", "--A:x=1"]);

        Assert.Equal(["admin", "add", "a@b.example"], command);
        Assert.Equal(
            ["--Stripe:SecretKey", "sk_test_1", "--urls=http://localhost:1", "--A:x=1"], configuration);
    }

    [Fact]
    public async Task A_missing_database_is_not_created_by_verifying_it()
    {
        var exit = await CommandLine.RunAsync(
            ["verify-ledger", Development, $"--ConnectionStrings:Credits=Data Source={Copy}"]);

        Assert.Equal(1, exit);
        Assert.False(File.Exists(Copy));
    }

    [Fact]
    public async Task A_backup_made_while_the_app_runs_is_restored_while_it_runs()
    {
        var app = await AppAsync(Provider.Sqlite);
        var site = await app.World.SiteAsync(shared: 3_450);

        Assert.Equal(0, await RunAsync(app, "backup", Copy));
        await app.World.GrantAsync(site.License.Id, 77);
        Assert.Equal(0, await RunAsync(app, "restore", Copy));

        Assert.Equal(3_450, await app.World.BalanceAsync(site.License.Id));
        await app.World.GrantAsync(site.License.Id, 1);
        Assert.Equal(3_451, await app.World.BalanceAsync(site.License.Id));
    }

    [Fact]
    public async Task A_backup_does_not_replace_a_file()
    {
        var app = await AppAsync(Provider.Sqlite);
        await File.WriteAllTextAsync(Copy, "something else");

        Assert.Equal(1, await RunAsync(app, "backup", Copy));

        Assert.Equal("something else", await File.ReadAllTextAsync(Copy));
    }

    [Theory]
    [InlineData("DROP TABLE \"LedgerEntries\"")]
    [InlineData("DELETE FROM \"__EFMigrationsHistory\"")]
    [InlineData("INSERT INTO \"__EFMigrationsHistory\" VALUES ('29990101000000_Later', '10.0.0')")]
    public async Task A_bad_backup_changes_nothing(string damage)
    {
        var app = await AppAsync(Provider.Sqlite);
        var site = await app.World.SiteAsync(shared: 3_450);
        await RunAsync(app, "backup", Copy);
        await DamageAsync(damage);
        await app.World.GrantAsync(site.License.Id, 1);

        Assert.Equal(1, await RunAsync(app, "restore", Copy));

        Assert.Equal(3_451, await app.World.BalanceAsync(site.License.Id));
    }

    [Fact]
    public async Task An_older_version_does_not_start_on_a_newer_schema()
    {
        var app = await AppAsync(Provider.Sqlite);
        await RunAsync(app, "backup", Copy);
        await DamageAsync("INSERT INTO \"__EFMigrationsHistory\" VALUES ('29990101000000_Later', '10.0.0')");

        var exit = await CommandLine.RunAsync(
            [Development, "--urls=http://127.0.0.1:0", $"--ConnectionStrings:Credits=Data Source={Copy}"]);

        Assert.Equal(1, exit);
    }

    [Fact]
    public async Task A_secret_is_read_from_a_file()
    {
        await File.WriteAllTextAsync(Copy, "pk_live_in_a_file\n");

        await using var process = ChildProcess.Web("check", $"--Stripe:SecretKeyFile={Copy}");

        Assert.Equal(1, await process.ExitCodeAsync());
        Assert.Contains("FAIL configuration: Stripe:SecretKey is a publishable key.", process.Console);
    }

    [Fact]
    public async Task Sessions_end_when_the_keys_are_rotated_that_way()
    {
        var app = await SampleAppAsync();
        var keys = await app.World.ReadAsync(db => db.DataProtectionKeys.CountAsync());

        Assert.Equal(0, await RunAsync(app, "keys", "rotate", "--end-sessions"));

        // A revocation and a new key.
        Assert.Equal(keys + 2, await app.World.ReadAsync(db => db.DataProtectionKeys.CountAsync()));
    }

    public void Dispose()
    {
        Directory.Delete(_folder, recursive: true);
        GC.SuppressFinalize(this);
    }

    private async Task DamageAsync(string sql)
    {
        var options = new DbContextOptionsBuilder<SqliteCreditsDb>().UseSqlite($"Data Source={Copy};Pooling=False");
        await using var db = new SqliteCreditsDb(options.Options);
        await db.Database.ExecuteSqlRawAsync(sql);
    }

    private static Task<int> RunAsync(App app, params string[] command) => CommandLine.RunAsync(
        [.. command, Development, $"--ConnectionStrings:Credits={app.World.Database.ConnectionString}"]);
}
