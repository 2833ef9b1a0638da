using Microsoft.EntityFrameworkCore;
using SeoRankGenius.Credits.Licensing;
using SeoRankGenius.Credits.Tests.Fixtures;
using SeoRankGenius.Credits.Tests.Scenarios;

namespace SeoRankGenius.Credits.Tests.Notifications;

public sealed class LowBalanceTests : WorldTests
{
    [SkippableTheory, EachDatabase]
    public async Task A_balance_that_was_never_enough_does_not_run_low(Provider on)
    {
        var world = await WorldAsync(on);
        var site = await world.SiteAsync(shared: 99);

        await world.Alerting.PassAsync(default);

        Assert.False(await world.IsLowAsync(site));
        Assert.Empty(await world.AlertMails.DueAsync(default));
    }

    // While the writer is held, a pass ends only if it queues no write.
    [SkippableTheory, EachDatabase]
    public async Task Sites_that_cannot_spend_cost_a_pass_no_write(Provider on)
    {
        var world = await WorldAsync(on);
        await world.ChangeAsync((await world.SiteAsync(shared: 3_450)).License, license => license.Plan = "free");
        await world.ChangeAsync(
            (await world.SiteAsync(shared: 3_450)).License, license => license.Status = LicenseStatus.Suspended);
        await world.ChangeAsync(
            (await world.SiteAsync(shared: 3_450)).License, license => license.Status = LicenseStatus.Canceled);
        var trial = await world.SiteAsync(await world.LicenseAsync(trialEndsAt: world.Time.Now.AddDays(14)));
        await world.GrantAsync(trial.Id, 3_450);
        world.Time.Advance(TimeSpan.FromDays(14));
        await using var held = await world.HoldWriterAsync();

        await world.Alerting.PassAsync(default).WaitAsync(TimeSpan.FromSeconds(30));
    }

    [SkippableTheory, EachDatabase]
    public async Task A_pass_writes_each_crossing(Provider on)
    {
        var world = await WorldAsync(on);
        var site = await world.SiteAsync(shared: 3_450);

        await world.Alerting.PassAsync(default);

        Assert.True(await world.ReadAsync(db =>
            db.LowBalanceAlerts.AnyAsync(row => row.SiteId == site.Id && row.IsArmed)));
    }

    [SkippableTheory, EachDatabase]
    public async Task A_fall_below_a_hundred_is_told_once(Provider on)
    {
        var world = await WorldAsync(on);
        var site = await world.SpendDownAsync(from: 100, spend: 1);

        await world.Alerting.PassAsync(default);

        Assert.True(await world.IsLowAsync(site));
        var mail = Assert.Single(await world.AlertMails.DueAsync(default));
        Assert.Equal((site.Id, 99, 100), (mail.SiteId, mail.Total, mail.Threshold));
        await world.QueueAlertsAsync();
        await world.SpendAsync(site, 1);
        await world.Alerting.PassAsync(default);
        Assert.Empty(await world.AlertMails.DueAsync(default));
    }

    [SkippableTheory, EachDatabase]
    public async Task A_sister_site_that_spends_the_shared_credits_lets_all_sites_run_low(Provider on)
    {
        var world = await WorldAsync(on);
        var site = await world.SiteAsync(shared: 100);
        var sister = await world.SiteAsync(site.License);
        await world.Alerting.PassAsync(default);

        await world.SpendAsync(sister, 5);
        await world.Alerting.PassAsync(default);

        Assert.True(await world.IsLowAsync(site));
        Assert.True(await world.IsLowAsync(sister));
    }

    [SkippableTheory, EachDatabase]
    public async Task After_enough_came_back_the_next_fall_is_told_again(Provider on)
    {
        var world = await WorldAsync(on);
        var site = await world.SpendDownAsync(from: 100, spend: 10);
        await world.QueueAlertsAsync();

        await world.GrantAsync(site.Id, 50);
        Assert.False(await world.IsLowAsync(site));
        await world.Alerting.PassAsync(default);
        await world.SpendAsync(site, 60);
        await world.Alerting.PassAsync(default);

        Assert.True(await world.IsLowAsync(site));
        Assert.Single(await world.AlertMails.DueAsync(default));
    }

    [SkippableTheory, EachDatabase]
    [Trait(ServerNeeds.Trait, ServerNeeds.RowLocks)]
    public async Task Two_instances_tell_one_fall_once(Provider on)
    {
        on.Needs(ServerNeeds.RowLocks);
        var world = await WorldAsync(on);
        await using var other = world.AnotherInstance();
        await world.SpendDownAsync(from: 100, spend: 10);

        await Task.WhenAll(world.Alerting.PassAsync(default), other.Alerting.PassAsync(default));
        await Task.WhenAll(world.QueueAlertsAsync(), other.QueueAlertsAsync());

        Assert.Single(await world.MailsAsync());
    }

    [SkippableTheory, EachDatabase]
    public async Task An_owner_who_wants_no_email_gets_none_and_sees_the_notice(Provider on)
    {
        var world = await WorldAsync(on);
        var site = await world.SiteAsync(shared: 100);
        await world.Alerting.SetAsync(site.Id, threshold: null, wantsMail: false, default);
        await world.Alerting.PassAsync(default);

        await world.SpendAsync(site, 10);
        await world.Alerting.PassAsync(default);

        Assert.True(await world.IsLowAsync(site));
        Assert.Empty(await world.AlertMails.DueAsync(default));
    }

    [SkippableTheory, EachDatabase]
    public async Task An_email_that_was_due_when_emails_were_stopped_is_not_sent(Provider on)
    {
        var world = await WorldAsync(on);
        var site = await world.SpendDownAsync(from: 100, spend: 10);

        await world.Alerting.StopMailAsync(site.Id, default);

        Assert.Empty(await world.AlertMails.DueAsync(default));
    }

    [SkippableTheory, EachDatabase]
    public async Task The_owners_own_threshold_counts(Provider on)
    {
        var world = await WorldAsync(on);
        var site = await world.SiteAsync(shared: 500);
        await world.Alerting.SetAsync(site.Id, threshold: 400, wantsMail: true, default);
        await world.Alerting.PassAsync(default);

        await world.SpendAsync(site, 105);
        await world.Alerting.PassAsync(default);

        Assert.True(await world.IsLowAsync(site));
    }

    [SkippableTheory, EachDatabase]
    public async Task A_threshold_of_zero_is_never_reached(Provider on)
    {
        var world = await WorldAsync(on);
        var site = await world.SiteAsync(shared: 100);
        await world.Alerting.SetAsync(site.Id, threshold: 0, wantsMail: true, default);
        await world.Alerting.PassAsync(default);

        await world.SpendAsync(site, 100);
        await world.Alerting.PassAsync(default);

        Assert.False(await world.IsLowAsync(site));
    }

    [SkippableTheory, EachDatabase]
    public async Task On_the_Free_plan_nobody_is_told(Provider on)
    {
        var world = await WorldAsync(on);
        var site = await world.SiteAsync(shared: 100);
        await world.Alerting.PassAsync(default);
        await world.SpendAsync(site, 10);

        await world.ChangeAsync(site.License, license => license.Status = LicenseStatus.Canceled);
        await world.Alerting.PassAsync(default);

        Assert.False(await world.IsLowAsync(site));
    }

    [SkippableTheory, EachDatabase]
    public async Task Thresholds_are_0_to_1000000(Provider on)
    {
        var world = await WorldAsync(on);
        var site = await world.SiteAsync(shared: 100);

        foreach (var threshold in (long[])[-1, 1_000_001])
            await Refused.WithAsync(
                RefusalCode.InvalidRequest, () => world.Alerting.SetAsync(site.Id, threshold, true, default));
        await world.Alerting.SetAsync(site.Id, 1_000_000, true, default);

        Assert.Equal(1_000_000, (await world.Alerting.ReadAsync(site.Id, default)).Threshold);
        await Assert.ThrowsAnyAsync<System.Data.Common.DbException>(() =>
            world.SqlAsync($"""UPDATE "LowBalanceAlerts" SET "Threshold" = -1"""));
    }
}
