using System.Security.Cryptography;
using Microsoft.AspNetCore.DataProtection;

namespace SeoRankGenius.Credits.Mailing;

/// <summary>
/// All e-mails. They are queued in the transaction that causes them and sent by a background pass: once each, again
/// after a failure.
/// </summary>
public sealed class Outbox(Reader reader, Writer writer, IDataProtectionProvider protection, TimeProvider time)
{
    // How long an attempt may take before another instance makes the next one.
    private static readonly TimeSpan AttemptLease = TimeSpan.FromMinutes(10);

    private const int PageSize = 100;

    private readonly IDataProtector _protector = protection.CreateProtector("links of secret e-mails");

    /// <summary>
    /// Queues an e-mail in the caller's transaction, from inside a change of <see cref="Writer"/>. Repeatable: an
    /// e-mail with a known key is ignored.
    /// </summary>
    public async Task QueueAsync(CreditsDb db, NewMail mail)
    {
        if (await db.OutboxMails.AnyAsync(row => row.Key == mail.Key))
            return;
        var stored = mail is { IsSecret: true, LinkPath: { } path }
            ? mail with { LinkPath = _protector.Protect(path) }
            : mail;
        db.OutboxMails.Add(OutboxMail.Of(stored, Now));
        await db.SaveChangesAsync();
    }

    /// <summary>As above, in a transaction of its own.</summary>
    public Task QueueAsync(NewMail mail, CancellationToken cancellation) =>
        writer.RunAsync(db => QueueAsync(db, mail), cancellation);

    /// <summary>Queues an e-mail to the owner of a license; the address is filled in.</summary>
    public async Task QueueToOwnerAsync(CreditsDb db, Guid licenseId, NewMail mail)
    {
        var email = await (
            from license in db.Licenses
            join owner in db.Users on license.OwnerId equals owner.Id
            where license.Id == licenseId
            select owner.Email).SingleOrDefaultAsync();
        if (email is not null)
            await QueueAsync(db, mail with { To = email });
    }

    /// <summary>
    /// The path that an e-mail links to; null without one. Throws <see cref="CryptographicException"/> if it was
    /// encrypted with a key that no longer exists.
    /// </summary>
    public string? LinkOf(OutboxMail mail) =>
        mail is { IsSecret: true, LinkPath: { } path } ? _protector.Unprotect(path) : mail.LinkPath;

    /// <summary>Takes the next due e-mail for one attempt, to be reported; null if none is due.</summary>
    public async Task<OutboxMail?> TakeAsync(CancellationToken cancellation)
    {
        var now = Now;
        // Most calls find none due, so only a call that finds one queues a write.
        return await reader.RunAsync(db => Due(db, now).AnyAsync(cancellation))
            ? await writer.RunAsync(
                async db =>
                {
                    var due = await Due(db, now).OrderBy(row => row.DueAt).FirstOrDefaultAsync();
                    due?.Take(now + AttemptLease);
                    await db.SaveChangesAsync();
                    return due;
                },
                cancellation)
            : null;
    }

    /// <summary>
    /// Records the result of an attempt. Repeatable. Does nothing for an e-mail that was unsubscribed from meanwhile.
    /// </summary>
    /// <param name="id">The e-mail.</param>
    /// <param name="error">Why it was not accepted; null if it was sent.</param>
    /// <param name="cancellation">Cancels.</param>
    public Task ReportAsync(Guid id, string? error, CancellationToken cancellation) => writer.RunAsync(
        async db =>
        {
            if (await db.OutboxMails.SingleOrDefaultAsync(row => row.Id == id) is not { SentAt: null } mail)
                return;
            if (error is null)
                mail.Succeed(Now);
            else
                mail.Fail(error, Now);
            await db.SaveChangesAsync();
        },
        cancellation);

    /// <summary>
    /// Sends an abandoned e-mail again. Repeatable. Refuses an unknown e-mail (<see cref="RefusalCode.NotFound"/>), and
    /// one whose text no longer exists: a secret one, or one that is kept no longer
    /// (<see cref="RefusalCode.InvalidRequest"/>).
    /// </summary>
    public Task RetryAsync(Guid id, CancellationToken cancellation) => writer.RunAsync(
        async db =>
        {
            var mail = await db.OutboxMails.SingleOrDefaultAsync(row => row.Id == id)
                ?? throw new Refusal(RefusalCode.NotFound, "There is no such e-mail.");
            if (mail.IsAbandoned && !mail.IsRepeatable)
                throw new Refusal(
                    RefusalCode.InvalidRequest, "This e-mail's text was erased. Have the recipient request a new one.");
            if (mail.IsAbandoned)
                mail.Retry(Now);
            await db.SaveChangesAsync();
        },
        cancellation);

    /// <summary>
    /// Drops the unsent e-mails that a recipient unsubscribed from, in the caller's transaction. Others cannot be
    /// stopped.
    /// </summary>
    internal static Task UnsubscribeAsync(CreditsDb db, Guid siteId) => db.OutboxMails
        .Where(row => row.StopSiteId == siteId && row.SentAt == null).ExecuteDeleteAsync();

    /// <summary>The newest e-mails, at most 100; with <paramref name="isUnsent"/> only those not sent.</summary>
    public Task<List<OutboxMail>> RecentAsync(bool isUnsent, CancellationToken cancellation) =>
        reader.RunAsync(db => db.OutboxMails
            .Where(row => !isUnsent || row.SentAt == null)
            .OrderByDescending(row => row.Id).Take(PageSize).ToListAsync(cancellation));

    private DateTime Now => time.GetUtcNow().UtcDateTime;

    private static IQueryable<OutboxMail> Due(CreditsDb db, DateTime now) =>
        db.OutboxMails.Where(row => row.DueAt <= now);
}
