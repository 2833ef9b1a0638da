using SeoRankGenius.Credits.Billing.AutoTopUps;

namespace SeoRankGenius.Credits.Notifications;

/// <summary>An e-mail to send: a problem prevents an automatic top-up from charging.</summary>
/// <param name="TopUp">The automatic top-up; its trouble and the trouble's time identify the e-mail.</param>
/// <param name="Domain">The site's domain; for a Shared pool, that of the site where it was set up.</param>
/// <param name="Email">The e-mail address of the license's owner.</param>
public sealed record AutoTopUpMail(AutoTopUp TopUp, string Domain, string Email);

/// <summary>Moves the due e-mails about automatic top-ups into the outbox.</summary>
public sealed class AutoTopUpMails(Reader reader, Writer writer, Outbox outbox)
{
    /// <summary>The due e-mails, oldest first.</summary>
    public Task<List<AutoTopUpMail>> DueAsync(CancellationToken cancellation) => reader.RunAsync(db => (
        from topUp in db.AutoTopUps
        join site in db.Sites on topUp.SiteId equals site.Id
        join license in db.Licenses on topUp.LicenseId equals license.Id
        join owner in db.Users on license.OwnerId equals owner.Id
        where topUp.IsMailDue
        orderby topUp.ProblemAt
        select new AutoTopUpMail(topUp, site.Domain, owner.Email!)).ToListAsync(cancellation));

    /// <summary>Queues the text of an e-mail, once. Does nothing if the problem has ended. Repeatable.</summary>
    public Task QueueAsync(AutoTopUpMail mail, NewMail text, CancellationToken cancellation) =>
        writer.RunAsync(
            async db =>
            {
                var topUp = await db.AutoTopUps.SingleAsync(row => row.PoolId == mail.TopUp.PoolId);
                if (topUp.ProblemAt != mail.TopUp.ProblemAt || !topUp.IsMailDue)
                    return;
                topUp.EndMail();
                await outbox.QueueAsync(db, text);
                await db.SaveChangesAsync();
            },
            cancellation);
}
