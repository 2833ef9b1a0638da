using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using SeoRankGenius.Credits.Data;
using SeoRankGenius.Credits.Tests.Fixtures;
using SeoRankGenius.Credits.Tests.Scenarios;

namespace SeoRankGenius.Credits.Tests.Data;

public sealed class WriterFailureTests : WorldTests
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(30);

    [SkippableTheory, EachDatabase]
    public async Task A_failure_outside_the_changes_reaches_every_caller(Provider on)
    {
        var world = await WorldAsync(on);

        var calls = await world.InOneGroupAsync(
            () => world.WriteAsync(BreakClosing), () => world.WriteAsync(_ => Task.CompletedTask)).WaitAsync(Limit);

        Assert.All(calls, call => Assert.True(call.IsFaulted));
    }

    [SkippableTheory, EachDatabase]
    public async Task The_writer_continues_after_such_a_failure(Provider on)
    {
        var world = await WorldAsync(on);
        var site = await world.SiteAsync(shared: 20);
        await Assert.ThrowsAsync<InvalidOperationException>(() => world.WriteAsync(BreakClosing).WaitAsync(Limit));

        await world.SpendAsync(site, 5).WaitAsync(Limit);

        Assert.Equal(15, await world.BalanceAsync(site.License.Id));
    }

    [SkippableTheory, EachDatabase]
    public async Task A_full_queue_turns_callers_away(Provider on)
    {
        var world = await WorldAsync(on);
        var site = await world.SiteAsync(shared: 3_450);
        await using var held = await world.HoldWriterAsync();
        var waiting = Enumerable.Range(0, Writer.MostQueued).Select(_ => world.SpendAsync(site, 1, "the-key")).ToList();

        await Assert.ThrowsAsync<DependencyUnavailable>(() => world.SpendAsync(site, 1));

        await held.DisposeAsync();
        await Task.WhenAll(waiting);
        Assert.Equal(3_449, await world.BalanceAsync(site.License.Id));
    }

    [SkippableTheory, EachDatabase]
    public async Task A_change_cannot_wait_for_another_change(Provider on)
    {
        var world = await WorldAsync(on);

        await Assert.ThrowsAsync<InvalidOperationException>(() =>
            world.WriteAsync(_ => world.WriteAsync(_ => Task.CompletedTask)).WaitAsync(Limit));
    }

    [SkippableTheory, EachDatabase]
    public async Task A_connection_lost_before_the_commit_costs_nothing(Provider on)
    {
        var world = await WorldAsync(on);
        var runs = 0;

        await world.WriteAsync(async db =>
        {
            if (++runs == 1)
                await db.Database.GetDbConnection().CloseAsync();
            db.Statements.Execute("""UPDATE "Pools" SET "Balance" = "Balance" """, []);
        });

        Assert.Equal(2, runs);
    }

    [SkippableTheory, EachDatabase]
    public async Task A_connection_lost_twice_fails_the_change(Provider on)
    {
        var world = await WorldAsync(on);
        var runs = 0;

        await Assert.ThrowsAnyAsync<Exception>(() => world.WriteAsync(async db =>
        {
            runs++;
            await db.Database.GetDbConnection().CloseAsync();
            throw new InvalidOperationException("The connection was lost.");
        }));

        Assert.Equal(2, runs);
    }

    [SkippableTheory, EachDatabase]
    public async Task A_writer_that_commits_is_healthy(Provider on)
    {
        var world = await WorldAsync(on);

        Assert.Equal(HealthStatus.Healthy, await HealthAsync(world));
    }

    [SkippableTheory, EachDatabase]
    public async Task A_writer_that_does_not_commit_is_unhealthy(Provider on)
    {
        var world = await WorldAsync(on);
        // A success counts for five seconds.
        world.Time.Advance(TimeSpan.FromSeconds(6));
        await using var held = await world.HoldWriterAsync();

        Assert.Equal(HealthStatus.Unhealthy, await HealthAsync(world));
    }

    private static async Task<HealthStatus> HealthAsync(World world) =>
        (await world.Get<HealthCheckService>().CheckHealthAsync()).Entries["writer"].Status;

    // The connection of a failed change is dropped; here that fails too, in a way no database does.
    private static Task BreakClosing(CreditsDb db)
    {
        db.Database.GetDbConnection().StateChange += (_, _) => throw new InvalidOperationException("It cannot close.");
        throw new InvalidOperationException("A bug.");
    }
}
