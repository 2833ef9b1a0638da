using System.Data.Common;
using SeoRankGenius.Credits.BackOffice.Adjustments;
using SeoRankGenius.Credits.BackOffice.Audit;
using SeoRankGenius.Credits.Tests.Fixtures;
using SeoRankGenius.Credits.Tests.Scenarios;

namespace SeoRankGenius.Credits.Tests.BackOffice;

public sealed class ApprovalsTests : WorldTests
{
    private World _world = null!;
    private TestSite _site = null!;
    private Actor _first = null!, _second = null!;

    [SkippableTheory, EachDatabase(1_000L, false), EachDatabase(1_001L, true), EachDatabase(-1_001L, true)]
    public async Task Above_the_limit_it_waits(Provider on, long credits, bool waits)
    {
        await GivenAsync(on);

        var done = await _world.AdjustAsync(_first, _site.Adjust(_site.License.Id, credits));

        Assert.Equal(waits, done.TransactionId is null);
        Assert.Equal(waits ? 3_450 : 3_450 + credits, await _world.BalanceAsync(_site.License.Id));
    }

    [SkippableTheory, EachDatabase]
    public async Task A_move_above_the_limit_waits(Provider on)
    {
        await GivenAsync(on);
        var asked = _site.Move(_site.License.Id, _site.Id, 2_000);
        await _world.AdjustAsync(_first, asked);
        Assert.Equal(new(Shared: 3_450, Domain: 1_370), await _world.BalancesAsync(_site));

        await _world.ApproveAsync(_second, asked);

        Assert.Equal(new(Shared: 1_450, Domain: 3_370), await _world.BalancesAsync(_site));
    }

    [SkippableTheory, EachDatabase]
    public async Task Undoing_above_the_limit_waits(Provider on)
    {
        await GivenAsync(on);
        var asked = await AskAsync();
        var transactionId = await _world.ApproveAsync(_second, asked);
        var undo = _site.Undo(transactionId);

        Assert.Null((await _world.AdjustAsync(_second, undo)).TransactionId);
        await _world.ApproveAsync(_first, undo);

        Assert.Equal(3_450, await _world.BalanceAsync(_site.License.Id));
    }

    [SkippableTheory, EachDatabase]
    public async Task Another_admin_approves_it(Provider on)
    {
        await GivenAsync(on);
        var asked = await AskAsync();

        await _world.ApproveAsync(_second, asked);

        Assert.Equal(8_450, await _world.BalanceAsync(_site.License.Id));
    }

    [SkippableTheory, EachDatabase]
    public async Task Both_names_are_kept(Provider on)
    {
        await GivenAsync(on);
        var asked = await AskAsync();

        await _world.ApproveAsync(_second, asked);

        var request = await _world.RequestAsync(asked);
        Assert.Equal((_first.Name, _second.Name), (request.AskedBy, request.DecidedBy));
        var audit = await _world.AuditAsync();
        Assert.Equal(
            [(AuditAction.ApprovalRequested, _first.Name), (AuditAction.ApprovalGiven, _second.Name)],
            audit.Select(record => (record.Action, record.ActorName)));
        Assert.Contains(_first.Name, audit[1].Sentence, StringComparison.Ordinal);
    }

    [SkippableTheory, EachDatabase]
    public async Task The_asker_cannot_approve(Provider on)
    {
        await GivenAsync(on);
        var asked = await AskAsync();

        await Refused.WithAsync(RefusalCode.OwnRequest, () => _world.ApproveAsync(_first, asked));

        Assert.Equal(ApprovalStatus.Waiting, (await _world.RequestAsync(asked)).Status);
        Assert.Equal(3_450, await _world.BalanceAsync(_site.License.Id));
    }

    [SkippableTheory, EachDatabase]
    public async Task The_database_refuses_the_askers_own_word(Provider on)
    {
        await GivenAsync(on);
        var asked = await AskAsync();

        await Assert.ThrowsAnyAsync<DbException>(() => _world.SqlAsync(
            $"""
            UPDATE "ApprovalRequests" SET "Status" = 'Approved', "DecidedById" = "AskedById", "DecidedBy" = 'me',
                "DecidedAt" = "AskedAt" WHERE "Id" = {asked.Id}
            """));
    }

    [SkippableTheory, EachDatabase]
    public async Task The_database_keeps_what_is_decided(Provider on)
    {
        await GivenAsync(on);
        var asked = await AskAsync();
        await _world.RejectAsync(_second, asked);

        await Assert.ThrowsAnyAsync<DbException>(() => _world.SqlAsync(
            $"""UPDATE "ApprovalRequests" SET "Status" = 'Approved' WHERE "Id" = {asked.Id}"""));
        await Assert.ThrowsAnyAsync<DbException>(() => _world.SqlAsync(
            $"""DELETE FROM "ApprovalRequests" WHERE "Id" = {asked.Id}"""));
    }

    [SkippableTheory, EachDatabase]
    [Trait(ServerNeeds.Trait, ServerNeeds.RowLocks)]
    public async Task It_is_approved_once(Provider on)
    {
        on.Needs(ServerNeeds.RowLocks);
        await GivenAsync(on);
        await using var other = _world.AnotherInstance();
        var third = await _world.AdminAsync("third.admin");
        var asked = await AskAsync();

        var done = await Concurrently.AtOnceAsync(10, caller => Refused.OrDoneAsync(
            RefusalCode.AlreadyDecided,
            () => (caller % 2 == 0 ? _world : other).ApproveAsync(caller % 2 == 0 ? _second : third, asked)));

        Assert.Single(done, true);
        Assert.Equal(8_450, await _world.BalanceAsync(_site.License.Id));
    }

    [SkippableTheory, EachDatabase]
    public async Task A_rejected_request_moves_nothing(Provider on)
    {
        await GivenAsync(on);
        var asked = await AskAsync();

        await _world.RejectAsync(_second, asked);

        await Refused.WithAsync(RefusalCode.AlreadyDecided, () => _world.ApproveAsync(_second, asked));
        Assert.Equal(3_450, await _world.BalanceAsync(_site.License.Id));
        Assert.Equal("Not without a ticket", (await _world.RequestAsync(asked)).DecisionNote);
    }

    [SkippableTheory, EachDatabase]
    public async Task Who_asked_may_withdraw(Provider on)
    {
        await GivenAsync(on);
        var asked = await AskAsync();
        var approving = _world.Get<DecideApproval>();
        await Refused.WithAsync(
            RefusalCode.OwnRequest, () => approving.WithdrawAsync(_second, asked.Id, default));

        await approving.WithdrawAsync(_first, asked.Id, default);

        await Refused.WithAsync(RefusalCode.AlreadyDecided, () => _world.ApproveAsync(_second, asked));
    }

    [SkippableTheory, EachDatabase]
    public async Task What_is_not_there_any_more_is_not_taken(Provider on)
    {
        await GivenAsync(on);
        var asked = _site.Adjust(_site.Id, -1_300);
        await _world.AdjustAsync(_first, asked);
        await _world.SpendAsync(_site, 100);

        await Refused.WithAsync(RefusalCode.InsufficientCredits, () => _world.ApproveAsync(_second, asked));

        Assert.Equal(ApprovalStatus.Waiting, (await _world.RequestAsync(asked)).Status);
        Assert.Equal(1_270, await _world.BalanceAsync(_site.Id));
    }

    [SkippableTheory, EachDatabase]
    public async Task Asked_twice_it_waits_once(Provider on)
    {
        await GivenAsync(on);
        var asked = await AskAsync();

        await _world.AdjustAsync(_first, asked);

        Assert.Single(await _world.Get<ApprovalQueries>().WaitingAsync(default));
        Assert.Single(await _world.AuditAsync());
    }

    private async Task<AdjustmentInput> AskAsync()
    {
        var asked = _site.Adjust(_site.License.Id, 5_000);
        await _world.AdjustAsync(_first, asked);
        return asked;
    }

    private async Task GivenAsync(Provider on)
    {
        _world = await WorldAsync(on);
        _site = await _world.SiteAsync(shared: 3_450, domain: 1_370);
        (_first, _second) = (await _world.AdminAsync(), await _world.AdminAsync("second.admin"));
    }
}
