namespace SeoRankGenius.Credits.BackOffice.Admins;

/// <summary>Sessions of admins. Every request checks its session, so ending one takes effect at once.</summary>
public sealed class AdminSessions(Reader reader, Writer writer, AuditLog audit, TimeProvider time)
{
    // The last use is updated once a minute at most, so that most requests only read.
    private static readonly TimeSpan Noted = TimeSpan.FromMinutes(1);

    private DateTime Now => time.GetUtcNow().UtcDateTime;

    /// <summary>Opens a session for an admin who has just signed in, with an audit record.</summary>
    /// <param name="admin">The admin and the network address.</param>
    /// <param name="device">The user agent string.</param>
    /// <param name="how">The sign-in method, for display: <c>password</c>.</param>
    public Task<Guid> OpenAsync(Actor admin, string device, string how) => writer.RunAsync(async db =>
    {
        var session = AdminSession.Start(admin.UserId!.Value, admin.IpAddress ?? "", device, Now);
        db.AdminSessions.Add(session);
        await audit.RecordAsync(db, admin, new AuditEntry(AuditAction.SignedIn, $"Signed in with {how}."));
        return session.Id;
    });

    /// <summary>The session as it was before this request; null when it has ended. Records the use.</summary>
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

    /// <summary>Records that the admin has just confirmed their identity, with an audit record.</summary>
    public Task ConfirmAsync(Actor admin, Guid sessionId) => writer.RunAsync(async db =>
    {
        await db.AdminSessions.Where(row => row.Id == sessionId && row.EndedAt == null)
            .ExecuteUpdateAsync(row => row.SetProperty(seen => seen.FreshAt, Now));
        await audit.RecordAsync(
            db, admin, new AuditEntry(AuditAction.IdentityConfirmed, "Confirmed their identity."));
    });

    /// <summary>An admin's open sessions, the most recently used first.</summary>
    public Task<List<AdminSession>> OpenOnesAsync(Guid userId)
    {
        var oldest = Now - AdminSession.LongestUnseen;
        return reader.RunAsync(db => db.AdminSessions
            .Where(row => row.UserId == userId && row.EndedAt == null && row.LastSeenAt > oldest)
            .OrderByDescending(row => row.LastSeenAt).ThenByDescending(row => row.Id)
            .ToListAsync());
    }
}
