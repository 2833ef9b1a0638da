using System.Linq.Expressions;

namespace SeoRankGenius.Credits.Identity;

/// <summary>
/// The sessions of owners, launch links and admins. Every request reads its session, so ending one takes effect at once
/// on every instance. A session also ends with its time limits, with the user's security stamp (a new password or
/// second factor), and with the token of its site.
/// </summary>
public sealed class UserSessions(Reader reader, Writer writer, AuditLog audit, TimeProvider time)
{
    private const string Find =
        """
        SELECT s."Id", s."Kind", s."UserId", u."Email", s."SiteId", s."HasTwoFactors", s."StartedAt", s."LastSeenAt",
          s."FreshAt", r."Name", s."SecurityStamp", u."SecurityStamp",
          s."ConfirmedAt", m."Role"
        FROM "UserSessions" s
        JOIN "AspNetUsers" u ON u."Id" = s."UserId"
        LEFT JOIN "Sites" site ON site."Id" = s."SiteId"
        LEFT JOIN "AspNetUserRoles" ur ON ur."UserId" = u."Id"
        LEFT JOIN "AspNetRoles" r ON r."Id" = ur."RoleId"
        LEFT JOIN "Members" m ON m."UserId" = u."Id" AND m."JoinedAt" IS NOT NULL
        WHERE s."EndedAt" IS NULL AND (s."SiteId" IS NULL OR site."TokenHash" = s."TokenHash")
        """;

    private const string ByKey = Find + """ AND s."KeyHash" = @p0""";

    // The last use is updated once a minute at most, so that most requests only read.
    private static readonly TimeSpan Noted = TimeSpan.FromMinutes(1);

    private DateTime Now => time.GetUtcNow().UtcDateTime;

    /// <summary>Opens a session for a user who has just signed in; an admin's with an audit record.</summary>
    /// <returns>
    /// The session's id, the user's security stamp, and the key for the cookie, which cannot be read again.
    /// </returns>
    public Task<(Guid Id, string Stamp, string Key)> OpenAsync(NewSession from) => writer.RunAsync(async db =>
    {
        var key = Secret.New("");
        var stamp = await db.Users.Where(user => user.Id == from.UserId).Select(user => user.SecurityStamp)
            .SingleAsync();
        var token = await db.Sites.Where(site => site.Id == from.SiteId).Select(site => site.TokenHash)
            .SingleOrDefaultAsync();
        var session = UserSession.Start(from, key, stamp!, token, Now);
        db.UserSessions.Add(session);
        db.SignInRecords.Add(SignInRecord.Of(
            from.Kind == SessionKind.Site ? SignInOutcome.LaunchLinkOpened : SignInOutcome.SignedIn,
            from.UserId, from.Address, from.Device, Now));
        await db.SaveChangesAsync();
        if (from.Kind == SessionKind.Admin)
            await audit.RecordAsync(
                db,
                new Actor(from.UserId, from.Email, Roles.Admin, from.Address),
                new AuditEntry(
                    AuditAction.SignedIn,
                    $"Signed in with {(from.HasTwoFactors ? "password and code" : "password")}."));
        return (session.Id, stamp!, key);
    });

    /// <summary>The open session of a cookie's key; null when there is none. Records its use.</summary>
    public async Task<OpenSession?> UseAsync(string key)
    {
        var session = await ReadAsync(ByKey, Secret.Hash(key));
        var now = Now;
        if (session is not null && now - session.LastSeenAt >= Noted)
            await writer.RunAsync(db => db.UserSessions
                .Where(row => row.Id == session.Id && row.EndedAt == null)
                .ExecuteUpdateAsync(row => row
                    .SetProperty(seen => seen.LastSeenAt, now)
                    .SetProperty(seen => seen.FreshAt, seen => session.IsFresh(now) ? now : seen.FreshAt)));
        return session;
    }

    /// <summary>Those of the given sessions that are still open, in one query.</summary>
    public async Task<HashSet<Guid>> OpenAmongAsync(Guid[] ids) =>
        [.. (await OpenAsync(session => EF.Parameter(ids).Contains(session.Id))).Select(session => session.Id)];

    /// <summary>Records that the user has just confirmed their identity, and replaces the key.</summary>
    /// <returns>The new key for the cookie; the previous one stops working.</returns>
    public Task<string> ConfirmAsync(Actor user, Guid sessionId) => writer.RunAsync(async db =>
    {
        var key = Secret.New("");
        var hash = Secret.Hash(key);
        await Open(db, user).Where(row => row.Id == sessionId).ExecuteUpdateAsync(row => row
            .SetProperty(seen => seen.FreshAt, Now).SetProperty(seen => seen.ConfirmedAt, Now)
            .SetProperty(seen => seen.KeyHash, hash));
        await audit.RecordAsync(db, user, new AuditEntry(AuditAction.IdentityConfirmed, "Confirmed their identity."));
        return key;
    });

    /// <summary>A user's open sessions, the most recently used first.</summary>
    public Task<List<UserSession>> ListAsync(Guid userId) => OpenAsync(session => session.UserId == userId);

    /// <summary>
    /// Ends one of the user's own sessions; ignores other users' sessions. May be repeated. An admin's end is in the
    /// audit.
    /// </summary>
    public Task EndAsync(Actor user, Guid sessionId) => writer.RunAsync(async db =>
    {
        if (await Open(db, user).AsNoTracking().SingleOrDefaultAsync(row => row.Id == sessionId) is not { } session)
            return;
        await EndAsync(Open(db, user).Where(row => row.Id == sessionId));
        if (session.Kind == SessionKind.Admin)
            await audit.RecordAsync(db, user, new AuditEntry(
                AuditAction.SignedOut, FormattableString.Invariant($"Ended the session of {session.StartedAt:u}."))
            {
                Before = new { session.Address, session.Device },
            });
    });

    /// <summary>Ends all sessions of the user, optionally except one, with an audit record. Repeatable.</summary>
    public Task EndAllAsync(Actor user, Guid? exceptId = null) => writer.RunAsync(async db =>
    {
        var count = await EndAsync(Open(db, user).Where(session => session.Id != exceptId));
        await audit.RecordAsync(db, user, new AuditEntry(
            AuditAction.SignedOutEverywhere,
            FormattableString.Invariant($"Signed out everywhere; sessions ended: {count}.")));
    });

    /// <summary>
    /// Keeps one session of a user who has just changed their password, which ended all; with an audit record.
    /// </summary>
    public Task KeepAsync(Actor user, Guid sessionId) => writer.RunAsync(async db =>
    {
        await KeepAsync(db, await db.Users.SingleAsync(row => row.Id == user.UserId), sessionId);
        await audit.RecordAsync(
            db, user, new AuditEntry(AuditAction.PasswordSet, "Changed their password; other sessions ended."));
    });

    /// <summary>
    /// Changes a user's security stamp, which ends all their sessions, optionally except one, and invalidates links
    /// that were mailed to them. In the caller's transaction.
    /// </summary>
    internal static async Task RevokeAsync(CreditsDb db, User user, Guid? exceptId = null)
    {
        user.SecurityStamp = Guid.NewGuid().ToString("N");
        user.ConcurrencyStamp = Guid.NewGuid().ToString();
        await db.SaveChangesAsync();
        await KeepAsync(db, user, exceptId);
    }

    private static Task<int> KeepAsync(CreditsDb db, User user, Guid? sessionId) =>
        db.UserSessions.Where(row => row.Id == sessionId && row.UserId == user.Id)
            .ExecuteUpdateAsync(row => row.SetProperty(kept => kept.SecurityStamp, user.SecurityStamp));

    private async Task<List<UserSession>> OpenAsync(Expression<Func<UserSession, bool>> which)
    {
        var now = Now;
        var rows = await reader.RunAsync(db => (
            from session in db.UserSessions.Where(which)
            join user in db.Users on session.UserId equals user.Id
            where session.EndedAt == null
                && (session.SiteId == null
                    || db.Sites.Any(site => site.Id == session.SiteId && site.TokenHash == session.TokenHash))
            orderby session.LastSeenAt descending, session.Id descending
            select new { Session = session, user.SecurityStamp }).ToListAsync());
        return [.. rows.Where(row => row.Session.SecurityStamp == row.SecurityStamp).Select(row => row.Session)
            .Where(row => now - row.StartedAt < UserSession.Longest(row.Kind)
                && now - row.LastSeenAt < UserSession.LongestIdle(row.Kind))];
    }

    private async Task<OpenSession?> ReadAsync(string sql, SqlValue value)
    {
        var session = await reader.RunAsync(db => ReadAsync(db, sql, value));
        return session is null || session.IsOver(Now) ? null : session;
    }

    private static async Task<OpenSession?> ReadAsync(CreditsDb db, string sql, SqlValue value)
    {
        await using var row = await db.Statements.QueryAsync(sql, [value]);
        // Compared here: on SQL Server the two columns have different collations.
        if (!await row.ReadAsync() || row.GetString(10) != row.GetString(11))
            return null;
        var session = new OpenSession(
            row.GetGuid(0), row.Word<SessionKind>(1), row.GetGuid(2), row.GetString(3),
            await row.IsDBNullAsync(4) ? null : row.GetGuid(4), row.GetBoolean(5))
        {
            StartedAt = row.Utc(6)!.Value,
            LastSeenAt = row.Utc(7)!.Value,
            FreshAt = row.Utc(8)!.Value,
            ConfirmedAt = row.Utc(12)!.Value,
        };
        var roles = new HashSet<string>();
        do
        {
            if (!await row.IsDBNullAsync(9) && (row.GetString(9) != Roles.Admin || session.Kind == SessionKind.Admin))
                roles.Add(row.GetString(9));
            if (!await row.IsDBNullAsync(13))
                roles.Add(row.Word<AccountRole>(13).Code());
        }
        while (await row.ReadAsync());
        return session with { Roles = [.. roles] };
    }

    private static IQueryable<UserSession> Open(CreditsDb db, Actor user) =>
        db.UserSessions.Where(session => session.UserId == user.UserId && session.EndedAt == null);

    private Task<int> EndAsync(IQueryable<UserSession> sessions)
    {
        var now = Now;
        return sessions.ExecuteUpdateAsync(session => session.SetProperty(row => row.EndedAt, now));
    }
}
