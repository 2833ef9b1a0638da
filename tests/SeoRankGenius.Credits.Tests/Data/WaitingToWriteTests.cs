using SeoRankGenius.Credits.Tests.Fixtures;
using SeoRankGenius.Credits.Tests.Scenarios;
using SeoRankGenius.Credits.Usage;

namespace SeoRankGenius.Credits.Tests.Data;

public sealed class WaitingToWriteTests : WorldTests
{
    private static readonly SpendRequest Five = new("post-42", World.AnyFeature, 5);

    [SkippableTheory, EachDatabase]
    public async Task A_caller_who_gave_up_is_skipped(Provider on)
    {
        var world = await WorldAsync(on);
        var site = await world.SiteAsync(shared: 3_450);
        using var givesUp = new CancellationTokenSource();
        await using var held = await world.HoldWriterAsync();

        var spending = world.SpendAsync(site, Five, givesUp.Token);
        await givesUp.CancelAsync();
        await held.DisposeAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => spending);
        Assert.Equal(3_450, await world.BalanceAsync(site.License.Id));
    }

    [SkippableTheory, EachDatabase]
    public async Task Neighbours_of_a_caller_who_gave_up_are_written(Provider on)
    {
        var world = await WorldAsync(on);
        var site = await world.SiteAsync(shared: 3_450);
        using var givesUp = new CancellationTokenSource();
        await using var held = await world.HoldWriterAsync();

        var skipped = world.SpendAsync(site, Five, givesUp.Token);
        var neighbour = world.SpendAsync(site, 15);
        await givesUp.CancelAsync();
        await held.DisposeAsync();

        await neighbour;
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => skipped);
        Assert.Equal(3_435, await world.BalanceAsync(site.License.Id));
    }

    [SkippableTheory, EachDatabase]
    public async Task What_waits_when_the_app_stops_is_written(Provider on)
    {
        var world = await WorldAsync(on);
        var site = await world.SiteAsync(shared: 3_450);
        var stopping = world.AnotherInstance();
        await using var held = await stopping.HoldWriterAsync();
        var spendings = Enumerable.Range(0, 10).Select(_ => stopping.SpendAsync(site, 5)).ToArray();

        var stopped = stopping.DisposeAsync().AsTask();
        await held.DisposeAsync();
        await stopped;

        await Task.WhenAll(spendings);
        Assert.Equal(3_400, await world.BalanceAsync(site.License.Id));
    }

    [SkippableTheory, EachDatabase]
    public async Task Nothing_is_taken_on_after_the_app_stopped(Provider on)
    {
        var world = await WorldAsync(on);
        var stopped = world.AnotherInstance();
        var writer = stopped.Writer;
        await stopped.DisposeAsync();

        await Assert.ThrowsAsync<ObjectDisposedException>(() => writer.RunAsync(_ => Task.CompletedTask));
    }
}
