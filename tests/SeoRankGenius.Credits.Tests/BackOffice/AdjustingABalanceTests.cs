using SeoRankGenius.Credits.BackOffice.Adjustments;
using SeoRankGenius.Credits.BackOffice.Audit;
using SeoRankGenius.Credits.BackOffice.Entries;
using SeoRankGenius.Credits.Ledger;
using SeoRankGenius.Credits.Tests.Fixtures;
using SeoRankGenius.Credits.Tests.Scenarios;

namespace SeoRankGenius.Credits.Tests.BackOffice;

public sealed class AdjustingABalanceTests : WorldTests
{
    private World _world = null!;
    private TestSite _site = null!;
    private Actor _admin = null!;

    [SkippableTheory, EachDatabase(150L, 3_600L), EachDatabase(-150L, 3_300L)]
    public async Task It_moves_the_pool_up_or_down(Provider on, long credits, long after)
    {
        await GivenAsync(on);

        await _world.AdjustAsync(_admin, _site.Adjust(_site.License.Id, credits));

        Assert.Equal(after, await _world.BalanceAsync(_site.License.Id));
    }

    [SkippableTheory, EachDatabase]
    public async Task Below_zero_is_refused(Provider on)
    {
        await GivenAsync(on);

        var no = await Refused.WithAsync(
            RefusalCode.InsufficientCredits,
            () => _world.AdjustAsync(_admin, _site.Adjust(_site.License.Id, -3_451)));

        Assert.Equal("This pool has only 3,450 credits.", no.Message);
        Assert.Equal(3_450, await _world.BalanceAsync(_site.License.Id));
        Assert.Empty(await _world.AuditAsync());
    }

    [SkippableTheory, EachDatabase]
    public async Task Sent_twice_it_counts_once(Provider on)
    {
        await GivenAsync(on);
        var form = _site.Adjust(_site.License.Id, 150);

        var first = await _world.AdjustAsync(_admin, form);
        var second = await _world.AdjustAsync(_admin, form);

        Assert.Equal(first, second);
        Assert.Equal(3_600, await _world.BalanceAsync(_site.License.Id));
        Assert.Single(await _world.AuditAsync());
    }

    [SkippableTheory, EachDatabase]
    [Trait(ServerNeeds.Trait, ServerNeeds.RowLocks)]
    public async Task Sent_at_once_from_two_instances_it_counts_once(Provider on)
    {
        on.Needs(ServerNeeds.RowLocks);
        await GivenAsync(on);
        await using var other = _world.AnotherInstance();
        var form = _site.Adjust(_site.License.Id, 150);

        var done = await Concurrently.AtOnceAsync(
            10, caller => (caller % 2 == 0 ? _world : other).AdjustAsync(_admin, form));

        Assert.Single(done.Distinct());
        Assert.Equal(3_600, await _world.BalanceAsync(_site.License.Id));
        Assert.Single(await _world.AuditAsync());
    }

    [SkippableTheory, EachDatabase]
    public async Task A_form_with_other_numbers_under_the_same_id_is_refused(Provider on)
    {
        await GivenAsync(on);
        var form = _site.Adjust(_site.License.Id, 150);
        await _world.AdjustAsync(_admin, form);

        await Refused.WithAsync(
            RefusalCode.IdempotencyKeyReused, () => _world.AdjustAsync(_admin, form with { Credits = 151 }));

        Assert.Equal(3_600, await _world.BalanceAsync(_site.License.Id));
    }

    [SkippableTheory, EachDatabase]
    [Trait(ServerNeeds.Trait, ServerNeeds.RowLocks)]
    public async Task Two_admins_at_once_both_count(Provider on)
    {
        on.Needs(ServerNeeds.RowLocks);
        await GivenAsync(on);
        await using var other = _world.AnotherInstance();
        var second = await _world.AdminAsync("second.admin");

        await Concurrently.AtOnceAsync(20, caller => (caller % 2 == 0 ? _world : other).AdjustAsync(
            caller % 2 == 0 ? _admin : second, _site.Adjust(_site.License.Id, 10)));

        Assert.Equal(3_650, await _world.BalanceAsync(_site.License.Id));
        Assert.Equal(20, (await _world.AuditAsync()).Count);
    }

    [SkippableTheory, EachDatabase]
    public async Task It_is_written_down_with_before_and_after(Provider on)
    {
        await GivenAsync(on);

        await _world.AdjustAsync(_admin, _site.Adjust(_site.Id, 150) with { Reference = "4711" });

        var record = Assert.Single(await _world.AuditAsync());
        Assert.Equal(
            (AuditAction.CreditsAdjusted, _site.License.Id, _site.Id, _admin.Name),
            (record.Action, record.LicenseId, record.SiteId, record.ActorName));
        Assert.Equal(
            ($$"""{"{{_site.Domain}}":1370}""", $$"""{"{{_site.Domain}}":1520}"""), (record.Before, record.After));
        Assert.Equal($"{_site.Domain} +150. Goodwill: Failed bulk run on Nov 20 (4711)", record.Sentence);
    }

    [SkippableTheory, EachDatabase]
    public async Task The_ledger_says_who_did_it(Provider on)
    {
        await GivenAsync(on);

        var done = await _world.AdjustAsync(_admin, _site.Adjust(_site.Id, 150));

        var entries = (await _world.Get<EntryQueries>().ReadAsync(
            await _world.DetailsAsync(_site.License), new EntryFilter(Kind: TransactionKind.Adjustment), null,
            default));
        var entry = Assert.Single(entries.Entries);
        Assert.Equal((done.TransactionId, $"admin:{_admin.UserId:N}"), (entry.TransactionId, entry.Actor));
        Assert.Equal(_admin.Name, entries.Admins[entry.Actor]);
    }

    [SkippableTheory, EachDatabase]
    public async Task A_pool_of_another_license_is_not_found(Provider on)
    {
        await GivenAsync(on);
        var other = await _world.SiteAsync(shared: 10);

        await Refused.WithAsync(
            RefusalCode.NotFound, () => _world.AdjustAsync(_admin, _site.Adjust(other.License.Id, 5)));
        await Refused.WithAsync(
            RefusalCode.NotFound, () => _world.AdjustAsync(_admin, _site.Move(_site.License.Id, other.Id, 5)));
    }

    [SkippableTheory]
    [EachDatabase(nameof(AdjustmentInput.Credits))]
    [EachDatabase(nameof(AdjustmentInput.PoolId))]
    [EachDatabase(nameof(AdjustmentInput.Reason))]
    [EachDatabase(nameof(AdjustmentInput.Sentence))]
    public async Task What_is_missing_is_named_by_its_field(Provider on, string field)
    {
        await GivenAsync(on);
        var form = _site.Adjust(_site.Id, 150);
        form = field switch
        {
            nameof(AdjustmentInput.Credits) => form with { Credits = null },
            nameof(AdjustmentInput.PoolId) => form with { PoolId = null },
            nameof(AdjustmentInput.Reason) => form with { Reason = null },
            _ => form with { Sentence = " " },
        };

        var no = await Refused.WithAsync(RefusalCode.InvalidRequest, () => _world.AdjustAsync(_admin, form));

        Assert.Equal([field], ((Dictionary<string, string[]>)no.Facts["errors"]).Keys);
    }

    [SkippableTheory, EachDatabase(0L), EachDatabase(10_000_001L), EachDatabase(long.MinValue)]
    public async Task A_number_that_makes_no_sense_is_refused(Provider on, long credits)
    {
        await GivenAsync(on);

        await Refused.WithAsync(
            RefusalCode.InvalidRequest, () => _world.AdjustAsync(_admin, _site.Adjust(_site.Id, credits)));
    }

    [SkippableTheory, EachDatabase]
    public async Task A_review_changes_nothing(Provider on)
    {
        await GivenAsync(on);
        var before = await _world.EverythingAsync();

        var review = await _world.Get<AdjustBalance>().ReviewAsync(_admin, _site.Adjust(_site.License.Id, 150));

        Assert.Equal([new(_site.License.Id, "Shared pool", 3_450, 150)], review.Changes);
        Assert.Equal(before, await _world.EverythingAsync());
    }

    private async Task GivenAsync(Provider on)
    {
        _world = await WorldAsync(on);
        _site = await _world.SiteAsync(shared: 3_450, domain: 1_370);
        _admin = await _world.AdminAsync();
    }
}
