namespace SeoRankGenius.Credits.BackOffice.Admins;

/// <summary>
/// Ends sessions of admins, with audit records. Every further request of an ended session is rejected.
/// </summary>
public sealed class SessionRevocation(Writer writer, AuditLog audit, TimeProvider time)
{
    /// <summary>Ends one of an admin's own sessions; ignores other admins' sessions. May be repeated.</summary>
    /// <returns>False when there is no such open session.</returns>
    public Task<bool> EndAsync(Actor admin, Guid sessionId) => writer.RunAsync(async db =>
    {
        if (await Open(db, admin.UserId!.Value).SingleOrDefaultAsync(row => row.Id == sessionId) is not { } session)
            return false;
        await EndAsync(Open(db, session.UserId).Where(row => row.Id == sessionId));
        await audit.RecordAsync(db, admin, new AuditEntry(
            AuditAction.SignedOut, FormattableString.Invariant($"Ended the session of {session.StartedAt:u}."))
        {
            Before = new { session.Address, session.Device },
        });
        return true;
    });

    /// <summary>Ends all of an admin's own sessions. May be repeated.</summary>
    public Task EndAllAsync(Actor admin) =>
        EndAllAsync(admin, AuditAction.SignedOutEverywhere, "Signed out everywhere");

    /// <summary>Ends all sessions of an admin whose password was set by a link. May be repeated.</summary>
    public Task ForNewPasswordAsync(Actor admin) =>
        EndAllAsync(admin, AuditAction.PasswordSet, "Set a password by a one-time link");

    /// <summary>Ends all sessions of an admin, optionally except one, in the caller's transaction.</summary>
    /// <returns>The number of ended sessions.</returns>
    internal Task<int> EndAllAsync(CreditsDb db, Guid userId, Guid? butSessionId = null) =>
        EndAsync(Open(db, userId).Where(session => session.Id != butSessionId));

    private Task EndAllAsync(Actor admin, AuditAction action, string what) => writer.RunAsync(async db =>
    {
        var count = await EndAllAsync(db, admin.UserId!.Value);
        await audit.RecordAsync(
            db, admin, new AuditEntry(action, FormattableString.Invariant($"{what}; sessions ended: {count}.")));
    });

    private static IQueryable<AdminSession> Open(CreditsDb db, Guid userId) =>
        db.AdminSessions.Where(session => session.UserId == userId && session.EndedAt == null);

    private Task<int> EndAsync(IQueryable<AdminSession> sessions)
    {
        var now = time.GetUtcNow().UtcDateTime;
        return sessions.ExecuteUpdateAsync(session => session.SetProperty(row => row.EndedAt, now));
    }
}
