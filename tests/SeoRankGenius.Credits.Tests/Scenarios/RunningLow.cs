using Microsoft.EntityFrameworkCore;
using SeoRankGenius.Credits.Mailing;
using SeoRankGenius.Credits.Tests.Fixtures;

namespace SeoRankGenius.Credits.Tests.Scenarios;

/// <summary>What happens to a site that runs out of credits.</summary>
public static class RunningLow
{
    /// <summary>A site that had so many credits, was seen with them, spent some, and was looked at again.</summary>
    public static async Task<TestSite> SpendDownAsync(this World world, long from, long spend)
    {
        var site = await world.SiteAsync(shared: from);
        await world.Alerting.PassAsync(default);
        await world.SpendAsync(site, spend);
        await world.Alerting.PassAsync(default);
        return site;
    }

    /// <summary>Queues the due e-mails about low balances.</summary>
    public static async Task QueueAlertsAsync(this World world)
    {
        foreach (var mail in await world.AlertMails.DueAsync(default))
            await world.AlertMails.QueueAsync(
                mail, new NewMail($"low:{mail.SiteId}:{mail.CrossedAt.Ticks}", mail.Email, "Low", "Low."), default);
    }

    /// <summary>Every queued or sent e-mail, oldest first.</summary>
    public static Task<List<OutboxMail>> MailsAsync(this World world) =>
        world.ReadAsync(db => db.OutboxMails.AsNoTracking().OrderBy(mail => mail.Id).ToListAsync());

    /// <summary>Would the site's tab say so?</summary>
    public static async Task<bool> IsLowAsync(this World world, TestSite site) =>
        await world.Alerting.NoticeAsync(site.Id, await world.BalancesAsync(site), default) is not null;
}
