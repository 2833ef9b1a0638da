namespace SeoRankGenius.Credits.Notifications;

/// <summary>An e-mail to send: a site's balance is low.</summary>
/// <param name="SiteId">Identifies the site in the unsubscribe link.</param>
/// <param name="Domain">The site's domain.</param>
/// <param name="Email">The e-mail address of the license's owner.</param>
/// <param name="Total">Total Available now, whole credits.</param>
/// <param name="Threshold">The threshold below which the balance is low.</param>
/// <param name="CrossedAt">Time of the crossing. UTC; with the site, it identifies the e-mail.</param>
/// <param name="Pack">The offered pack; null if nothing is for sale.</param>
public sealed record LowBalanceMail(
    Guid SiteId, string Domain, string Email, long Total, long Threshold, DateTime CrossedAt, Pack? Pack);

/// <summary>
/// Takes due e-mails, each by one instance at a time. An e-mail that was not marked as sent, because the instance or
/// the mail server failed, can be taken again after <see cref="Patience"/>.
/// </summary>
public sealed class LowBalanceMails(Reader reader, Writer writer, LowBalanceAlerts alerting, TimeProvider time)
{
    public static readonly TimeSpan Patience = TimeSpan.FromMinutes(10);

    /// <summary>Takes the next e-mail; null if none is due.</summary>
    public async Task<LowBalanceMail?> TakeAsync(CancellationToken cancellation)
    {
        var now = time.GetUtcNow().UtcDateTime;
        var expired = now - Patience;
        // Most calls find none due, so only a call that finds one queues a write.
        if (!await reader.RunAsync(db => Due(db, expired).AnyAsync(cancellation)))
            return null;
        var taken = await writer.RunAsync(
            async db =>
            {
                var due = await Due(db, expired).OrderBy(alert => alert.CrossedAt).FirstOrDefaultAsync();
                if (due is null)
                    return null;
                due.MailTakenAt = now;
                await db.SaveChangesAsync();
                return due;
            },
            cancellation);
        return taken is null ? null : await WriteAsync(taken, cancellation);
    }

    /// <summary>Marks an e-mail as sent. Repeatable.</summary>
    public Task SentAsync(LowBalanceMail mail, CancellationToken cancellation) =>
        writer.RunAsync(
            async db =>
            {
                var alert = await db.LowBalanceAlerts.SingleAsync(row => row.SiteId == mail.SiteId);
                if (alert.CrossedAt != mail.CrossedAt)
                    return;
                alert.EndMail();
                await db.SaveChangesAsync();
            },
            cancellation);

    private static IQueryable<LowBalanceAlert> Due(CreditsDb db, DateTime expired) => db.LowBalanceAlerts
        .Where(alert => alert.IsMailDue && (alert.MailTakenAt == null || alert.MailTakenAt <= expired));

    private async Task<LowBalanceMail?> WriteAsync(LowBalanceAlert alert, CancellationToken cancellation)
    {
        var (site, email) = await reader.RunAsync(async db =>
        {
            var site = await MonitoredSite.In(db).SingleOrDefaultAsync(row => row.SiteId == alert.SiteId, cancellation);
            var email = site is null
                ? null
                : await db.Users.Where(user => user.Id == site.OwnerId)
                    .Select(user => user.Email).SingleAsync(cancellation);
            return (site, email);
        });
        return site is null || email is null
            ? null
            : new LowBalanceMail(
                alert.SiteId, site.Domain, email, site.Total, site.Threshold, alert.CrossedAt!.Value,
                await alerting.PackAsync(site, cancellation));
    }
}
