using Microsoft.EntityFrameworkCore;
using SeoRankGenius.Credits.Data;
using SeoRankGenius.Credits.Ledger;
using SeoRankGenius.Credits.Tests.Fixtures;
using SeoRankGenius.Credits.Tests.Scenarios;

namespace SeoRankGenius.Credits.Tests.Data;

public sealed class WritingInGroupsTests : WorldTests
{
    [SkippableTheory, EachDatabase]
    public async Task Neighbours_of_a_refused_change_stand(Provider on)
    {
        var world = await WorldAsync(on);
        var site = await world.SiteAsync(shared: 20);

        var calls = await world.InOneGroupAsync(
            () => world.SpendAsync(site, 5), () => world.SpendAsync(site, 30), () => world.SpendAsync(site, 15));

        Assert.Equal([true, false, true], calls.Select(call => call.IsCompletedSuccessfully));
        Assert.Equal(0, await world.BalanceAsync(site.License.Id));
    }

    [SkippableTheory, EachDatabase]
    public async Task A_change_refused_half_way_leaves_nothing(Provider on)
    {
        var world = await WorldAsync(on);
        var site = await world.SiteAsync(shared: 20);

        var calls = await world.InOneGroupAsync(
            () => world.SpendAsync(site, 5),
            () => world.WriteAsync(db => GrantThenThrowAsync(db, site, new Refusal(RefusalCode.NotFound, "No."))));

        Assert.IsType<Refusal>(calls[1].Exception!.InnerException);
        Assert.Equal(15, await world.BalanceAsync(site.License.Id));
    }

    [SkippableTheory, EachDatabase]
    public async Task A_decision_refused_after_it_wrote_leaves_nothing_and_its_neighbours_stand(Provider on)
    {
        var world = await WorldAsync(on);
        var site = await world.SiteAsync(shared: 20);

        var calls = await world.InOneGroupAsync(
            () => world.SpendAsync(site, 5),
            () => world.WritePreparedAsync(db =>
            {
                Post(db, site, "grant:half-way");
                throw new Refusal(RefusalCode.NotFound, "No.");
            }),
            () => world.SpendAsync(site, 10));

        Assert.Equal([true, false, true], calls.Select(call => call.IsCompletedSuccessfully));
        Assert.IsType<Refusal>(calls[1].Exception!.InnerException);
        Assert.Equal(5, await world.BalanceAsync(site.License.Id));
    }

    [SkippableTheory, EachDatabase]
    public async Task Neighbours_of_a_failing_change_stand(Provider on)
    {
        var world = await WorldAsync(on);
        var site = await world.SiteAsync(shared: 20);

        var calls = await world.InOneGroupAsync(
            () => world.SpendAsync(site, 5),
            () => world.WriteAsync(_ => throw new InvalidOperationException("A bug.")),
            () => world.SpendAsync(site, 15));

        Assert.Equal([true, false, true], calls.Select(call => call.IsCompletedSuccessfully));
        Assert.Equal(0, await world.BalanceAsync(site.License.Id));
    }

    [SkippableTheory, EachDatabase]
    public async Task A_change_that_fails_half_way_leaves_nothing(Provider on)
    {
        var world = await WorldAsync(on);
        var site = await world.SiteAsync(shared: 20);

        var calls = await world.InOneGroupAsync(
            () => world.SpendAsync(site, 5),
            () => world.WriteAsync(db => GrantThenThrowAsync(db, site, new InvalidOperationException("A bug."))));

        Assert.IsType<InvalidOperationException>(calls[1].Exception!.InnerException);
        Assert.Equal(15, await world.BalanceAsync(site.License.Id));
    }

    [SkippableTheory, EachDatabase]
    public async Task Neighbours_of_a_broken_connection_stand(Provider on)
    {
        var world = await WorldAsync(on);
        var site = await world.SiteAsync(shared: 20);

        var calls = await world.InOneGroupAsync(
            () => world.SpendAsync(site, 5),
            () => world.WriteAsync(async db =>
            {
                await db.Database.GetDbConnection().CloseAsync();
                await db.Pools.LoadAsync();
                throw new InvalidOperationException("Its connection broke.");
            }),
            () => world.SpendAsync(site, 15));

        Assert.Equal([true, false, true], calls.Select(call => call.IsCompletedSuccessfully));
        Assert.Equal(0, await world.BalanceAsync(site.License.Id));
    }

    [SkippableTheory, EachDatabase]
    public async Task More_changes_than_one_commit_holds_are_all_written(Provider on)
    {
        var world = await WorldAsync(on);
        var site = await world.SiteAsync(shared: 1_000);

        await world.InOneGroupAsync(
            [.. Enumerable.Range(0, 600).Select(_ => (Func<Task>)(() => world.SpendAsync(site, 1)))]);

        Assert.Equal(400, await world.BalanceAsync(site.License.Id));
    }

    [SkippableTheory, EachDatabase]
    public async Task Others_see_nothing_before_the_commit(Provider on)
    {
        var world = await WorldAsync(on);
        var site = await world.SiteAsync(shared: 20);
        var (posted, commit) = (new TaskCompletionSource(), new TaskCompletionSource());

        var granting = world.WriteAsync(async db =>
        {
            Post(db, site, "grant:unseen");
            posted.TrySetResult();
            await commit.Task;
        });
        await posted.Task;

        Assert.Equal(20, await world.BalanceAsync(site.License.Id));
        Assert.False(granting.IsCompleted);
        commit.SetResult();
        await granting;
    }

    [SkippableTheory, EachDatabase]
    public async Task Others_see_what_was_answered(Provider on)
    {
        var world = await WorldAsync(on);
        await using var other = world.AnotherInstance();
        var site = await world.SiteAsync(shared: 3_450);

        await Concurrently.AtOnceAsync(20, async _ =>
        {
            var spent = await world.SpendAsync(site, 5);
            var seen = await other.EntriesAsync(site.License.Id);
            Assert.Contains(seen, entry => entry.TransactionId == spent.Value.TransactionId);
            return spent;
        });
    }

    private static Task GrantThenThrowAsync(CreditsDb db, TestSite site, Exception exception)
    {
        Post(db, site, "grant:half-way");
        throw exception;
    }

    private static void Post(CreditsDb db, TestSite site, string cause) =>
        new CreditLedger(TimeProvider.System).Post(
            db, Movement.Into(site.License.Id, 100, TransactionKind.Grant, cause, "system"));
}
