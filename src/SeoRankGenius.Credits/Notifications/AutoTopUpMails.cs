using SeoRankGenius.Credits.Billing.AutoTopUps;

namespace SeoRankGenius.Credits.Notifications;

/// <summary>An e-mail to send: a problem prevents an automatic top-up from charging.</summary>
/// <param name="TopUp">The automatic top-up; its trouble and the trouble's time identify the e-mail.</param>
/// <param name="Domain">The site's domain; for a Shared pool, that of the site where it was set up.</param>
/// <param name="Email">The e-mail address of the license's owner.</param>
public sealed record AutoTopUpMail(AutoTopUp TopUp, string Domain, string Email);

/// <summary>
/// Takes the due e-mails about automatic top-ups, each by one instance at a time, as in <see cref="LowBalanceMails"/>.
/// </summary>
public sealed class AutoTopUpMails(Reader reader, Writer writer, TimeProvider time)
{
    /// <summary>Takes the next e-mail; null if none is due.</summary>
    public async Task<AutoTopUpMail?> TakeAsync(CancellationToken cancellation)
    {
        var now = time.GetUtcNow().UtcDateTime;
        var expired = now - LowBalanceMails.Patience;
        if (!await reader.RunAsync(db => Due(db, expired).AnyAsync(cancellation)))
            return null;
        var taken = await writer.RunAsync(
            async db =>
            {
                var due = await Due(db, expired).OrderBy(row => row.TroubleAt).FirstOrDefaultAsync();
                due?.TakeMail(now);
                await db.SaveChangesAsync();
                return due;
            },
            cancellation);
        if (taken is null)
            return null;
        var to = await reader.RunAsync(db => (
            from site in db.Sites
            join license in db.Licenses on site.LicenseId equals license.Id
            join owner in db.Users on license.OwnerId equals owner.Id
            where site.Id == taken.SiteId
            select new { site.Domain, owner.Email }).SingleAsync(cancellation));
        return new AutoTopUpMail(taken, to.Domain, to.Email!);
    }

    /// <summary>Marks an e-mail as sent. Repeatable.</summary>
    public Task SentAsync(AutoTopUpMail mail, CancellationToken cancellation) =>
        writer.RunAsync(
            async db =>
            {
                var topUp = await db.AutoTopUps.SingleAsync(row => row.PoolId == mail.TopUp.PoolId);
                if (topUp.TroubleAt != mail.TopUp.TroubleAt || !topUp.IsMailDue)
                    return;
                topUp.EndMail();
                await db.SaveChangesAsync();
            },
            cancellation);

    private static IQueryable<AutoTopUp> Due(CreditsDb db, DateTime expired) => db.AutoTopUps
        .Where(row => row.IsMailDue && (row.MailTakenAt == null || row.MailTakenAt <= expired));
}
