using Microsoft.EntityFrameworkCore;
using SeoRankGenius.Credits.Demo;
using SeoRankGenius.Credits.Mailing;
using SeoRankGenius.Credits.Privacy;
using SeoRankGenius.Credits.Tests.Fixtures;
using SeoRankGenius.Credits.Tests.Scenarios;
using SeoRankGenius.Credits.Web.Commands;

namespace SeoRankGenius.Credits.Tests.Hosting;

/// <summary>What is kept no longer than configured.</summary>
public sealed class RetentionTests : AppTests
{
    [Fact]
    public async Task Counting_changes_nothing()
    {
        var app = await GivenAsync();
        var before = await app.World.EverythingAsync();

        var expired = await app.Get<Retention>().CountAsync(default);

        Assert.Contains(new Expired("sessions deleted", 1), expired);
        Assert.Contains(new Expired("attempts to sign in deleted", 1), expired);
        Assert.Contains(new Expired("e-mails reduced to their key", 1), expired);
        Assert.Equal(before, await app.World.EverythingAsync());
    }

    [Fact]
    public async Task What_was_counted_is_removed_once()
    {
        var app = await GivenAsync();
        var counted = await app.Get<Retention>().CountAsync(default);

        Assert.Equal(counted, await app.Get<Retention>().ApplyAsync(default));

        Assert.All(await app.Get<Retention>().ApplyAsync(default), one => Assert.Equal(0, one.Count));
    }

    [Fact]
    public async Task A_mail_sent_long_ago_names_nobody_or_is_sent_again()
    {
        var app = await GivenAsync();
        await app.Get<Retention>().ApplyAsync(default);

        await app.Get<Outbox>().QueueAsync(Mail, default);

        var mail = await app.World.ReadAsync(db => db.OutboxMails.SingleAsync());
        Assert.Equal(("welcome", "", "", null), (mail.Key, mail.To, mail.Text, mail.DueAt));
    }

    [Theory]
    [InlineData(0), InlineData(1, "--apply")]
    public async Task The_command_removes_only_when_told(int removed, params string[] options)
    {
        var app = await GivenAsync(daysLater: 0);
        await app.World.SqlAsync($"""UPDATE "UserSessions" SET "LastSeenAt" = '2026-01-01 00:00:00'""");

        Assert.Equal(0, await CommandLine.RunAsync(
        [
            "retention", .. options, "--environment=Development",
            $"--ConnectionStrings:Credits={app.World.Database.ConnectionString}",
        ]));

        Assert.Equal(1 - removed, await app.World.ReadAsync(db => db.UserSessions.CountAsync()));
    }

    private static NewMail Mail => new("welcome", SampleData.Owner, "Welcome", "Hello.");

    private async Task<App> GivenAsync(int daysLater = 366)
    {
        var app = await SampleAppAsync();
        (await app.SignInAsync(SampleData.Owner)).Dispose();
        await app.Get<Outbox>().QueueAsync(Mail, default);
        var mail = await app.Get<Outbox>().TakeAsync(default);
        await app.Get<Outbox>().ReportAsync(mail!.Id, error: null, default);
        app.World.Time.Advance(TimeSpan.FromDays(daysLater));
        return app;
    }
}
