using SeoRankGenius.Credits.Mailing;
using SeoRankGenius.Credits.Tests.Fixtures;
using SeoRankGenius.Credits.Tests.Scenarios;

namespace SeoRankGenius.Credits.Tests.Mail;

public sealed class OutboxTests : WorldTests
{
    private static readonly NewMail Welcome =
        new("welcome:1", "owner@northwind.example", "Welcome", "Your license is ready.") { LinkPath = "/account" };

    [SkippableTheory, EachDatabase]
    public async Task A_key_is_queued_once(Provider on)
    {
        var outbox = await OutboxAsync(on);

        await outbox.QueueAsync(Welcome, default);
        await outbox.QueueAsync(Welcome with { Subject = "Welcome again" }, default);

        Assert.Equal("Welcome", Assert.Single(await outbox.RecentAsync(isUnsent: false, default)).Subject);
    }

    [SkippableTheory, EachDatabase]
    public async Task A_mail_of_a_refused_change_is_not_queued(Provider on)
    {
        var world = await WorldAsync(on);
        var outbox = world.Get<Outbox>();

        await Assert.ThrowsAsync<Refusal>(() => world.Writer.RunAsync(async db =>
        {
            await outbox.QueueAsync(db, Welcome);
            throw new Refusal(RefusalCode.InvalidRequest, "No.");
        }));

        Assert.Empty(await world.MailsAsync());
    }

    [SkippableTheory, EachDatabase]
    public async Task A_sent_mail_is_not_taken_again(Provider on)
    {
        var outbox = await OutboxAsync(on);
        await outbox.QueueAsync(Welcome, default);

        await outbox.ReportAsync((await outbox.TakeAsync(default))!.Id, error: null, default);

        Assert.Null(await outbox.TakeAsync(default));
        Assert.NotNull(Assert.Single(await outbox.RecentAsync(isUnsent: false, default)).SentAt);
    }

    [SkippableTheory, EachDatabase]
    public async Task A_failed_attempt_is_repeated_after_1_4_and_16_minutes(Provider on)
    {
        var world = await WorldAsync(on);
        var outbox = world.Get<Outbox>();
        await outbox.QueueAsync(Welcome, default);

        foreach (var minutes in (int[])[1, 4, 16])
        {
            await outbox.ReportAsync((await outbox.TakeAsync(default))!.Id, "451 Try again later", default);
            world.Time.Advance(TimeSpan.FromMinutes(minutes) - TimeSpan.FromSeconds(1));
            Assert.Null(await outbox.TakeAsync(default));
            world.Time.Advance(TimeSpan.FromSeconds(1));
        }

        Assert.NotNull(await outbox.TakeAsync(default));
    }

    [SkippableTheory, EachDatabase]
    public async Task An_attempt_that_nobody_reported_is_repeated_after_ten_minutes(Provider on)
    {
        var world = await WorldAsync(on);
        var outbox = world.Get<Outbox>();
        await outbox.QueueAsync(Welcome, default);
        Assert.NotNull(await outbox.TakeAsync(default));

        world.Time.Advance(TimeSpan.FromMinutes(10) - TimeSpan.FromSeconds(1));
        Assert.Null(await outbox.TakeAsync(default));
        world.Time.Advance(TimeSpan.FromSeconds(1));

        Assert.NotNull(await outbox.TakeAsync(default));
    }

    [SkippableTheory, EachDatabase]
    public async Task After_twelve_failures_it_is_abandoned_until_an_admin_retries_it(Provider on)
    {
        var world = await WorldAsync(on);
        var mail = await AbandonAsync(world, Welcome);

        Assert.Equal((true, 12, "550 No such user"), (mail.IsAbandoned, mail.Attempts, mail.Error));
        await world.Get<Outbox>().RetryAsync(mail.Id, default);
        Assert.NotNull(await world.Get<Outbox>().TakeAsync(default));
    }

    [SkippableTheory, EachDatabase]
    public async Task A_secret_mail_keeps_no_link_once_it_is_sent(Provider on)
    {
        var outbox = await OutboxAsync(on);
        await outbox.QueueAsync(Welcome with { IsSecret = true }, default);

        await outbox.ReportAsync((await outbox.TakeAsync(default))!.Id, error: null, default);

        var mail = Assert.Single(await outbox.RecentAsync(isUnsent: false, default));
        Assert.Equal(("", (string?)null), (mail.Text, mail.LinkPath));
    }

    [SkippableTheory, EachDatabase]
    public async Task A_secret_mails_link_is_encrypted_while_it_waits(Provider on)
    {
        var outbox = await OutboxAsync(on);

        await outbox.QueueAsync(Welcome with { IsSecret = true, LinkPath = "/signin/join/code" }, default);

        var mail = Assert.Single(await outbox.RecentAsync(isUnsent: true, default));
        Assert.DoesNotContain("join", mail.LinkPath!, StringComparison.Ordinal);
        Assert.Equal("/signin/join/code", outbox.LinkOf(mail));
    }

    [SkippableTheory, EachDatabase]
    public async Task An_abandoned_secret_mail_cannot_be_sent_again(Provider on)
    {
        var world = await WorldAsync(on);
        var mail = await AbandonAsync(world, Welcome with { IsSecret = true });

        await Assert.ThrowsAsync<Refusal>(() => world.Get<Outbox>().RetryAsync(mail.Id, default));
    }

    private async Task<Outbox> OutboxAsync(Provider on) => (await WorldAsync(on)).Get<Outbox>();

    private static async Task<OutboxMail> AbandonAsync(World world, NewMail queued)
    {
        var outbox = world.Get<Outbox>();
        await outbox.QueueAsync(queued, default);
        while (await outbox.TakeAsync(default) is { } mail)
        {
            await outbox.ReportAsync(mail.Id, "550 No such user", default);
            world.Time.Advance(TimeSpan.FromHours(6));
        }

        return Assert.Single(await outbox.RecentAsync(isUnsent: true, default));
    }
}
