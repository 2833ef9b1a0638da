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

/// <summary>Moves the due e-mails about low balances into the outbox.</summary>
public sealed class LowBalanceMails(Reader reader, Writer writer, LowBalanceAlerts alerting, Outbox outbox)
{
    /// <summary>The due e-mails, oldest first.</summary>
    public async Task<IReadOnlyList<LowBalanceMail>> DueAsync(CancellationToken cancellation)
    {
        var due = await reader.RunAsync(db => (
            from alert in db.LowBalanceAlerts
            join site in MonitoredSite.In(db) on alert.SiteId equals site.SiteId
            join owner in db.Users on site.OwnerId equals owner.Id
            where alert.IsMailDue
            orderby alert.CrossedAt
            select new { Site = site, owner.Email, alert.CrossedAt }).ToListAsync(cancellation));
        var mails = new List<LowBalanceMail>();
        foreach (var row in due)
            mails.Add(new LowBalanceMail(
                row.Site.SiteId, row.Site.Domain, row.Email!, row.Site.Total, row.Site.Threshold, row.CrossedAt!.Value,
                await alerting.PackAsync(row.Site, cancellation)));
        return mails;
    }

    /// <summary>Queues the text of an e-mail, once. Does nothing if the crossing has ended. Repeatable.</summary>
    public Task QueueAsync(LowBalanceMail mail, NewMail text, CancellationToken cancellation) =>
        writer.RunAsync(
            async db =>
            {
                var alert = await db.LowBalanceAlerts.SingleAsync(row => row.SiteId == mail.SiteId);
                if (alert.CrossedAt != mail.CrossedAt || !alert.IsMailDue)
                    return;
                alert.EndMail();
                await outbox.QueueAsync(db, text);
                await db.SaveChangesAsync();
            },
            cancellation);
}
