using Microsoft.EntityFrameworkCore;
using SeoRankGenius.Credits.BackOffice.Audit;
using SeoRankGenius.Credits.Data;

namespace SeoRankGenius.Credits.BackOffice.Admins;

/// <summary>The sessions of admins: asked for at each of their requests, so that ending one works at once.</summary>
public sealed class AdminSessions(Reader reader, Writer writer, AuditLog audit, TimeProvider time)
{
    // Reading a page stays a read: it is noted once a minute that a session is in use.
    private static readonly TimeSpan Noted = TimeSpan.FromMinutes(1);

    private DateTime Now => time.GetUtcNow().UtcDateTime;

    /// <summary>Begins a session for an admin who has just said who they are, and writes it down.</summary>
    /// <param name="admin">Who, and from where.</param>
    /// <param name="device">The browser as it calls itself.</param>
    /// <param name="how">With what they signed in, for people: <c>password</c>.</param>
    public Task<Guid> OpenAsync(Actor admin, string device, string how) => writer.RunAsync(async db =>
    {
        var session = AdminSession.Start(admin.UserId!.Value, admin.IpAddress ?? "", device, Now);
        db.AdminSessions.Add(session);
        await audit.RecordAsync(db, admin, new AuditEntry(AuditAction.SignedIn, $"Signed in with {how}."));
        return session.Id;
    });

    /// <summary>The session as it was before this request, which is noted; null when it is over.</summary>
    public async Task<AdminSession?> SeeAsync(Guid sessionId)
    {
        var (now, oldest) = (Now, Now - AdminSession.LongestUnseen);
        var session = await reader.RunAsync(db => db.AdminSessions.SingleOrDefaultAsync(row =>
            row.Id == sessionId && row.EndedAt == null && row.LastSeenAt > oldest));
        if (session is not null && now - session.LastSeenAt >= Noted)
            await writer.RunAsync(db => db.AdminSessions
                .Where(row => row.Id == sessionId && row.EndedAt == null)
                .ExecuteUpdateAsync(row => row
                    .SetProperty(seen => seen.LastSeenAt, now)
                    .SetProperty(seen => seen.FreshAt, seen => session.IsFresh(now) ? now : seen.FreshAt)));
        return session;
    }

    /// <summary>Notes that the admin has just said again who they are, and writes it down.</summary>
    public Task ConfirmAsync(Actor admin, Guid sessionId) => writer.RunAsync(async db =>
    {
        await db.AdminSessions.Where(row => row.Id == sessionId && row.EndedAt == null)
            .ExecuteUpdateAsync(row => row.SetProperty(seen => seen.FreshAt, Now));
        await audit.RecordAsync(
            db, admin, new AuditEntry(AuditAction.IdentityConfirmed, "Confirmed their identity."));
    });

    /// <summary>An admin's open sessions, the one in use last first.</summary>
    public Task<List<AdminSession>> OpenOnesAsync(Guid userId)
    {
        var oldest = Now - AdminSession.LongestUnseen;
        return reader.RunAsync(db => db.AdminSessions
            .Where(row => row.UserId == userId && row.EndedAt == null && row.LastSeenAt > oldest)
            .OrderByDescending(row => row.LastSeenAt).ThenByDescending(row => row.Id)
            .ToListAsync());
    }
}
