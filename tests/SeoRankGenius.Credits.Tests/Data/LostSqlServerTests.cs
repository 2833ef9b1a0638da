using System.Diagnostics;
using Microsoft.Data.SqlClient;
using Microsoft.Extensions.DependencyInjection;
using SeoRankGenius.Credits.Demo.Sandbox;
using SeoRankGenius.Credits.Licensing;
using SeoRankGenius.Credits.Tests.Fixtures;
using SeoRankGenius.Credits.Web.Live;

namespace SeoRankGenius.Credits.Tests.Data;

/// <summary>A SQL Server that cannot be reached: 503 while it lasts, and no process ends.</summary>
public sealed class LostSqlServerTests
{
    [Theory, InlineData(Drop.Refused), InlineData(Drop.Accepted), InlineData(Drop.AfterPrelogin)]
    public async Task The_client_reports_a_connection_it_cannot_open(Drop drop)
    {
        await using var server = new DroppingServer(drop);
        await using var connection = new SqlConnection(server.ConnectionString);

        await Assert.ThrowsAsync<SqlException>(() => connection.OpenAsync());
    }

    [Theory, InlineData(Drop.Refused), InlineData(Drop.Accepted), InlineData(Drop.AfterPrelogin)]
    public async Task The_api_answers_503(Drop drop)
    {
        await using var server = new DroppingServer(drop);
        await using var app = await StartAsync(server);
        using var http = new HttpClient { BaseAddress = app.Url };
        http.DefaultRequestHeaders.Authorization = new("Bearer", Secret.New("srgt_"));

        using var answer = await http.GetAsync("/api/v1/credits");

        Assert.Equal((503, "5"), ((int)answer.StatusCode, answer.Headers.RetryAfter?.ToString()));
    }

    [Theory, InlineData(Drop.Refused), InlineData(Drop.Accepted), InlineData(Drop.AfterPrelogin)]
    public async Task A_page_answers_503(Drop drop)
    {
        await using var server = new DroppingServer(drop);
        await using var app = await StartAsync(server);
        using var http = new HttpClient { BaseAddress = app.Url };

        using var answer = await http.GetAsync("/signin");

        Assert.Equal(503, (int)answer.StatusCode);
    }

    [Theory, InlineData(Drop.Refused), InlineData(Drop.Accepted), InlineData(Drop.AfterPrelogin)]
    public async Task The_watch_of_open_tabs_continues(Drop drop)
    {
        await using var server = new DroppingServer(drop);
        await using var app = await StartAsync(server);
        var watch = app.Services.GetRequiredService<TabWatch>();
        using var tab = watch.Open(Guid.NewGuid(), Guid.NewGuid(), Guid.NewGuid());

        await watch.PassAsync(default);
        await watch.PassAsync(default);

        Assert.True(watch.Failures >= 2);
        Assert.False(watch.ExecuteTask!.IsCompleted);
    }

    [Fact]
    public void A_pool_without_a_free_connection_is_an_outside_fault() =>
        Assert.True(SqlErrors.IsOutsideFault(SqlErrors.PoolTimeout()));

    [Fact]
    public void Another_invalid_operation_is_a_bug() =>
        Assert.False(SqlErrors.IsOutsideFault(new InvalidOperationException("The connection is already open.")));

    [Theory]
    [InlineData(0, 20), InlineData(20, 11), InlineData(64, 20), InlineData(1101, 17), InlineData(1205, 13)]
    [InlineData(3960, 16), InlineData(6005, 14), InlineData(9001, 21), InlineData(10928, 16), InlineData(10929, 16)]
    [InlineData(10936, 16), InlineData(11001, 20), InlineData(40197, 16), InlineData(40501, 16)]
    [InlineData(40544, 16), InlineData(40613, 16), InlineData(49918, 16), InlineData(49920, 16), InlineData(99999, 20)]
    public void An_error_that_passes_is_transient(int number, byte severity)
    {
        var error = SqlErrors.Exception(number, severity);

        Assert.Equal((true, true), (SqlErrors.IsTransient(error), SqlErrors.IsOutsideFault(error)));
    }

    [Theory]
    [InlineData(-2, 11), InlineData(1105, 17), InlineData(3906, 16), InlineData(9002, 17), InlineData(18456, 14)]
    public void An_error_that_needs_an_operator_is_an_outside_fault(int number, byte severity)
    {
        var error = SqlErrors.Exception(number, severity);

        Assert.Equal((false, true), (SqlErrors.IsTransient(error), SqlErrors.IsOutsideFault(error)));
    }

    [Theory]
    [InlineData(207, 16), InlineData(547, 16), InlineData(2601, 14), InlineData(2627, 14), InlineData(8134, 16)]
    public void An_error_of_ours_is_neither(int number, byte severity)
    {
        var error = SqlErrors.Exception(number, severity);

        Assert.Equal((false, false), (SqlErrors.IsTransient(error), SqlErrors.IsOutsideFault(error)));
    }

    // The configuration is the published one: that of the web app's own output.
    [Fact]
    public async Task As_published_the_client_opens_connections()
    {
        await using var web = ChildProcess.Web(
            "verify-ledger", "--Database:Provider=SqlServer",
            "--ConnectionStrings:Credits=Server=127.0.0.1,1;Connect Timeout=1;Encrypt=false");

        Assert.Equal(1, await web.ExitCodeAsync());
        Assert.Contains("The database cannot be used: ", web.Console, StringComparison.Ordinal);
        Assert.DoesNotContain("Globalization", web.Console, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_icu_the_start_names_what_to_install()
    {
        using var web = Process.Start(new ProcessStartInfo(
            "dotnet",
            [
                Path.Combine(AppContext.BaseDirectory, "SeoRankGenius.Credits.Web.dll"), "verify-ledger",
                "--Database:Provider=SqlServer", "--ConnectionStrings:Credits=Server=127.0.0.1,1",
            ])
        {
            RedirectStandardError = true,
            Environment = { ["DOTNET_SYSTEM_GLOBALIZATION_INVARIANT"] = "1",
                ["ASPNETCORE_ENVIRONMENT"] = "Development" },
        })!;

        var message = await web.StandardError.ReadToEndAsync();

        await web.WaitForExitAsync();
        Assert.Equal(1, web.ExitCode);
        Assert.Contains(
            "Database:Provider is SqlServer, whose client needs ICU: install the package libicu", message,
            StringComparison.Ordinal);
    }

    private static async Task<RunningApp> StartAsync(DroppingServer server)
    {
        var stripe = await StripeSandbox.StartAsync(new SandboxOptions { Url = "http://127.0.0.1:0" });
        var world = World.On(server);
        var web = new WebApp(world, stripe, new Settings([]));
        return new RunningApp(web, world, stripe, web.Start());
    }

    private sealed record RunningApp(WebApp Web, World World, StripeSandbox Stripe, Uri Url) : IAsyncDisposable
    {
        public IServiceProvider Services => Web.Services;

        public async ValueTask DisposeAsync()
        {
            await Web.DisposeAsync();
            await Stripe.DisposeAsync();
            await World.DisposeAsync();
        }
    }
}
