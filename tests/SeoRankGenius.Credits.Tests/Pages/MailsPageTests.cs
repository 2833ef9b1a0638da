using SeoRankGenius.Credits.Demo;
using SeoRankGenius.Credits.Mailing;
using SeoRankGenius.Credits.Notifications;
using SeoRankGenius.Credits.Privacy;
using SeoRankGenius.Credits.Tests.Fixtures;
using SeoRankGenius.Credits.Tests.Scenarios;

namespace SeoRankGenius.Credits.Tests.Pages;

/// <summary>E-mails in the back office: what was queued, what was given up, what is erased.</summary>
public sealed class MailsPageTests : AppTests
{
    private const string Address = "/admin/mails";

    [Fact]
    public async Task Each_mail_has_its_state()
    {
        var app = await SampleAppAsync();
        await QueueAsync(app, "waits");
        await SendAsync(app, "sent");
        await AbandonAsync(app, "refused");
        using var admin = await app.SignInAsync(SampleData.Admin);

        var all = await admin.PageAsync(Address);
        var unsent = await admin.PageAsync(Address + "?unsent=true");

        var states = all.QuerySelectorAll("tbody tr").ToDictionary(
            row => row.QuerySelector("[data-label=Subject]")!.TextContent.Trim(),
            row => row.QuerySelector("[data-label=Status]")!.TextContent.Trim().Split(' ', '\n')[0]);
        Assert.Equal(("Waiting", "Sent", "Not"), (states["waits"], states["sent"], states["refused"]));
        Assert.Equal(2, unsent.QuerySelectorAll("tbody tr").Length);
    }

    [Fact]
    public async Task A_mail_that_was_given_up_is_on_the_start_page_until_it_is_sent_again()
    {
        var app = await SampleAppAsync();
        await AbandonAsync(app, "Refund of $5.00 issued");
        using var admin = await app.SignInAsync(SampleData.Admin);
        var line = (await admin.PageAsync("/admin")).QuerySelectorAll(".attention li")
            .Single(item => item.TextContent.Contains("Refund of $5.00 issued", StringComparison.Ordinal));
        Assert.Contains("550 No such user", line.TextContent, StringComparison.Ordinal);
        var page = line.QuerySelector("a")!.GetAttribute("href")!;

        (await admin.SubmitAsync(page, "handler=Retry")).Is(302);

        Assert.DoesNotContain("Refund of $5.00 issued", (await admin.PageAsync("/admin")).Body!.TextContent);
        Assert.NotNull(await app.Get<Outbox>().TakeAsync(default));
    }

    [Fact]
    public async Task A_mail_that_was_given_up_may_be_resolved()
    {
        var app = await SampleAppAsync();
        await AbandonAsync(app, "Refund of $5.00 issued");
        using var admin = await app.SignInAsync(SampleData.Admin);

        (await admin.SubmitAsync("/admin", "handler=Resolve", ("reason", "Told by telephone"))).Is(302);

        Assert.DoesNotContain("Refund of $5.00 issued", (await admin.PageAsync("/admin")).Body!.TextContent);
        Assert.Null(await app.Get<Outbox>().TakeAsync(default));
    }

    [Fact]
    public async Task After_90_days_recipient_and_text_are_erased()
    {
        var app = await SampleAppAsync();
        await SendAsync(app, "old");
        await AbandonAsync(app, "given up");
        await QueueAsync(app, "waits");
        app.World.Time.Advance(TimeSpan.FromDays(91));
        await SendAsync(app, "new", waiting: 1);

        await app.Get<Retention>().ApplyAsync(default);
        await app.Get<Retention>().ApplyAsync(default);

        var mails = (await app.World.MailsAsync()).ToDictionary(mail => mail.Key);
        Assert.Equal(("", "", (string?)null), (mails["old"].To, mails["old"].Text, mails["old"].LinkPath));
        Assert.Equal("", mails["given up"].To);
        Assert.Equal(SampleData.Owner, mails["waits"].To);
        Assert.Equal(SampleData.Owner, mails["new"].To);
        await Assert.ThrowsAsync<Refusal>(() => app.Get<Outbox>().RetryAsync(mails["given up"].Id, default));
        await QueueAsync(app, "old");
        Assert.Equal(4, (await app.World.MailsAsync()).Count);
    }

    [Theory]
    [InlineData("Low balance", true, 0)]
    [InlineData("Refund of $5.00 issued", false, 1)]
    public async Task Unsubscribing_drops_only_what_may_be_stopped(string subject, bool isOptional, int left)
    {
        var app = await SampleAppAsync();
        var siteId = await app.World.ReadAsync(db => Task.FromResult(db.Sites.First().Id));
        await app.Get<Outbox>().QueueAsync(
            Mail(subject) with { StopSiteId = isOptional ? siteId : null }, default);

        await app.Get<LowBalanceAlerts>().StopMailAsync(siteId, default);
        await app.Get<LowBalanceAlerts>().StopMailAsync(siteId, default);

        Assert.Equal(left, (await app.World.MailsAsync()).Count);
    }

    private static NewMail Mail(string subject) =>
        new(subject, SampleData.Owner, subject, "Text.") { LinkPath = "/account/purchases" };

    private static Task QueueAsync(App app, string subject) => app.Get<Outbox>().QueueAsync(Mail(subject), default);

    // Those queued before are taken first.
    private static async Task SendAsync(App app, string subject, int waiting = 0)
    {
        await QueueAsync(app, subject);
        while (await app.Get<Outbox>().TakeAsync(default) is { } mail)
            if (mail.Subject == subject)
                await app.Get<Outbox>().ReportAsync(mail.Id, error: null, default);
            else
                Assert.True(waiting-- > 0 || mail.Subject == "waits");
    }

    private static async Task AbandonAsync(App app, string subject)
    {
        await QueueAsync(app, subject);
        for (var attempt = 0; attempt < OutboxMail.MostAttempts;)
        {
            while (await app.Get<Outbox>().TakeAsync(default) is { } mail)
                if (mail.Subject == subject)
                {
                    attempt++;
                    await app.Get<Outbox>().ReportAsync(mail.Id, "550 No such user", default);
                }

            app.World.Time.Advance(TimeSpan.FromHours(6));
        }
    }
}
