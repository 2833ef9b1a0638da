using Microsoft.EntityFrameworkCore;
using SeoRankGenius.Credits.Billing.AutoTopUps;
using SeoRankGenius.Credits.Data;

namespace SeoRankGenius.Credits.Notifications;

/// <summary>An e-mail to be sent: something keeps an automatic top-up from charging.</summary>
/// <param name="TopUp">Whose, with the trouble and its time, which name the e-mail.</param>
/// <param name="Domain">The site's; for a Shared pool that of the site where it was set up.</param>
/// <param name="Email">The license's owner's.</param>
public sealed record AutoTopUpMail(AutoTopUp TopUp, string Domain, string Email);

/// <summary>
/// Hands out the e-mails about automatic top-ups that are due, each to one instance at a time, as
/// <see cref="LowBalanceMails"/> does.
/// </summary>
public sealed class AutoTopUpMails(Reader reader, Writer writer, TimeProvider time)
{
    /// <summary>The next e-mail, taken by this caller; null when none is due.</summary>
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

    /// <summary>Reports an e-mail as sent. May be repeated.</summary>
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
