using FluentValidation;
using SeoRankGenius.Credits.Identity;
using SeoRankGenius.Credits.Webhooks;

namespace SeoRankGenius.Credits.Privacy;

/// <summary>For how many days data is kept: <c>Retention:…</c>.</summary>
public sealed class RetentionOptions
{
    /// <summary>Personal data in the payloads of Stripe's events.</summary>
    public int PayloadDays { get; set; } = 90;

    /// <summary>Attempts to sign in.</summary>
    public int SignInDays { get; set; } = 365;

    /// <summary>Sessions that are over.</summary>
    public int SessionDays { get; set; } = 30;

    /// <summary>Recipient and text of e-mails that were sent.</summary>
    public int MailDays { get; set; } = 90;
}

public sealed class RetentionRules : AbstractValidator<RetentionOptions>
{
    private const string AtLeastOne = "must be at least 1.";

    public RetentionRules()
    {
        RuleFor(retention => retention.PayloadDays).GreaterThan(0).WithMessage(AtLeastOne);
        RuleFor(retention => retention.SignInDays).GreaterThan(0).WithMessage(AtLeastOne);
        RuleFor(retention => retention.SessionDays).GreaterThan(0).WithMessage(AtLeastOne);
        RuleFor(retention => retention.MailDays).GreaterThan(0).WithMessage(AtLeastOne);
    }
}

/// <summary>What is kept no longer.</summary>
/// <param name="Name">The kind of data and what happens to it, such as <c>sessions deleted</c>.</param>
/// <param name="Count">Rows.</param>
public sealed record Expired(string Name, int Count);

/// <summary>Removes what is kept no longer. May be repeated, and run on any number of instances.</summary>
public sealed class Retention(Reader reader, Writer writer, RetentionOptions settings, TimeProvider time)
{
    // A transaction of this size does not delay other writes noticeably.
    private const int AtOnce = 500;

    /// <summary>What is due, without a change.</summary>
    public async Task<IReadOnlyList<Expired>> CountAsync(CancellationToken cancellation)
    {
        var expired = new List<Expired>();
        foreach (var step in Steps())
            expired.Add(new Expired(step.Name, await reader.RunAsync(db => step.CountAsync(db, cancellation))));
        return expired;
    }

    /// <summary>Deletes or reduces what is due, some hundred rows in a transaction.</summary>
    /// <returns>What was removed.</returns>
    public async Task<IReadOnlyList<Expired>> ApplyAsync(CancellationToken cancellation)
    {
        var expired = new List<Expired>();
        foreach (var step in Steps())
        {
            int count, total = 0;
            do
                total += count = await writer.RunAsync(step.ApplyAsync, cancellation);
            while (count == AtOnce);
            expired.Add(new Expired(step.Name, total));
        }

        return expired;
    }

    private IReadOnlyList<Step> Steps()
    {
        var now = time.GetUtcNow().UtcDateTime;
        var (sessions, signIns) = (now.AddDays(-settings.SessionDays), now.AddDays(-settings.SignInDays));
        var (counters, changes) = (now.AddDays(-1), now.AddDays(-2));
        var (mails, payloads) = (now.AddDays(-settings.MailDays), now.AddDays(-settings.PayloadDays));
        // Sessions of every other kind are over after hours.
        var kept = now - UserSession.LongestIdle(SessionKind.Kept);
        var deliveries = now - WebhookDelivery.Kept;
        return
        [
            Step.Deletes("sessions deleted", db => db.UserSessions
                .Where(row => row.LastSeenAt < sessions
                    && (row.EndedAt != null || row.Kind != SessionKind.Kept || row.StartedAt <= kept))
                .OrderBy(row => row.Id)),
            Step.Deletes("attempts to sign in deleted", db => db.SignInRecords
                .Where(row => row.At < signIns).OrderBy(row => row.Number)),
            Step.Deletes("counters of attempts deleted", db => db.SignInCounters
                .Where(row => row.LastAt < counters).OrderBy(row => row.Key)),
            Step.Deletes("changes of a single admin forgotten", db => db.SingleAdminChanges
                .Where(row => row.At < changes).OrderBy(row => row.Id)),
            Step.Deletes("webhook deliveries deleted", db => db.WebhookDeliveries
                .Where(row => row.CreatedAt < deliveries).OrderBy(row => row.Id)),
            Step.Changes(
                "e-mails reduced to their key",
                db => db.OutboxMails.Where(row => row.DueAt == null && row.CreatedAt < mails && row.To != "")
                    .OrderBy(row => row.CreatedAt),
                mail => mail.Reduce()),
            Step.Changes(
                "Stripe events reduced",
                db => db.StoredEvents.Where(row => row.ReducedAt == null && row.ReceivedAt < payloads)
                    .OrderBy(row => row.ReceivedAt),
                stored => stored.Reduce(EventPayload.Reduced(stored.Payload), now)),
        ];
    }

    private sealed record Step(
        string Name, Func<CreditsDb, CancellationToken, Task<int>> CountAsync, Func<CreditsDb, Task<int>> ApplyAsync)
    {
        public static Step Deletes<T>(string name, Func<CreditsDb, IQueryable<T>> due)
            where T : class => new(
            name,
            (db, cancellation) => due(db).CountAsync(cancellation),
            db => due(db).Take(AtOnce).ExecuteDeleteAsync());

        public static Step Changes<T>(string name, Func<CreditsDb, IQueryable<T>> due, Action<T> change)
            where T : class => new(
            name,
            (db, cancellation) => due(db).CountAsync(cancellation),
            async db =>
            {
                var rows = await due(db).Take(AtOnce).ToListAsync();
                rows.ForEach(change);
                await db.SaveChangesAsync();
                return rows.Count;
            });
    }
}
