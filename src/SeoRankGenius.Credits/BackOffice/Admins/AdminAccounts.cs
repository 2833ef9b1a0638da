using Microsoft.AspNetCore.Identity;

namespace SeoRankGenius.Credits.BackOffice.Admins;

/// <summary>An admin, as listed for other admins.</summary>
/// <param name="UserId">The account's id.</param>
/// <param name="Email">The sign-in address.</param>
/// <param name="HasPassword">False until the invitation is accepted.</param>
/// <param name="HasTwoFactors">An authenticator app is in use.</param>
/// <param name="LastSeenAt">The latest request in any session, to within a minute. UTC; null for never.</param>
public sealed record Admin(Guid UserId, string Email, bool HasPassword, bool HasTwoFactors, DateTime? LastSeenAt);

/// <summary>Manages admins. At least one who can sign in always remains.</summary>
public sealed class AdminAccounts(
    UserManager<User> users, Reader reader, Writer writer, SessionRevocation signingOut, AuditLog audit)
{
    private static readonly string RoleName = Roles.Admin.ToUpperInvariant();

    /// <summary>All admins, by e-mail address.</summary>
    public Task<List<Admin>> ListAsync() => reader.RunAsync(db => AdminsIn(db)
        .OrderBy(user => user.Email)
        .Select(user => new Admin(
            user.Id,
            user.Email!,
            user.PasswordHash != null,
            user.TwoFactorEnabled,
            db.AdminSessions.Where(session => session.UserId == user.Id).Max(session => (DateTime?)session.LastSeenAt)))
        .ToListAsync());

    /// <summary>
    /// Makes a user an admin; creates the account if there is none. May be repeated. Refuses an invalid e-mail address
    /// with <see cref="RefusalCode.InvalidRequest"/>.
    /// </summary>
    /// <returns>
    /// A token that sets the first password, once, valid for a day; null for an account with a password.
    /// </returns>
    public async Task<(User User, string? PasswordToken)> AddAsync(Actor by, string email)
    {
        email = email.Trim();
        if (await users.FindByEmailAsync(email) is null)
            (await users.CreateAsync(new User { UserName = email, Email = email })).Require();
        var key = users.NormalizeEmail(email);
        await writer.RunAsync(async db =>
        {
            var user = await db.Users.SingleAsync(row => row.NormalizedEmail == key);
            if (await AdminsIn(db).AnyAsync(admin => admin.Id == user.Id))
                return;
            var role = await db.Roles.SingleAsync(row => row.NormalizedName == RoleName);
            db.UserRoles.Add(new IdentityUserRole<Guid> { UserId = user.Id, RoleId = role.Id });
            // Invalidates earlier sessions, which lack the role.
            TwoFactorSetup.Renew(user);
            await audit.RecordAsync(db, by, new AuditEntry(AuditAction.AdminAdded, $"{user.Email} is an admin."));
        });
        // Reads without tracking: a token made from the stale tracked account would be invalid.
        var added = await users.Users.AsNoTracking().SingleAsync(row => row.NormalizedEmail == key);
        return (added, added.PasswordHash is null ? await users.GeneratePasswordResetTokenAsync(added) : null);
    }

    /// <summary>
    /// Removes the role, ends all sessions and deletes the authenticator app. Ownership of licenses does not change.
    /// Refuses the last admin who can sign in with <see cref="RefusalCode.LastAdmin"/>, and a user who is not an admin
    /// with <see cref="RefusalCode.NotFound"/>.
    /// </summary>
    public Task RemoveAsync(Actor by, Guid userId) => ChangeAsync(userId, async (db, user) =>
    {
        if (!await AdminsIn(db).AnyAsync(other => other.Id != userId && other.PasswordHash != null))
            throw new Refusal(RefusalCode.LastAdmin, "The last admin stays: nobody else could sign in here.");
        await db.UserRoles.Where(row => row.UserId == userId && db.Roles.Any(role =>
            role.Id == row.RoleId && role.NormalizedName == RoleName)).ExecuteDeleteAsync();
        await TwoFactorSetup.TurnOffAsync(db, user);
        await audit.RecordAsync(db, by, new AuditEntry(
            AuditAction.AdminRemoved, $"{user.Email} is no admin any longer, and signed out everywhere."));
    });

    /// <summary>
    /// For an admin who lost the phone and the recovery codes: deletes the authenticator app, ends all sessions and
    /// lifts a lockout. The admin signs in with the password and must set up an app first. Refuses a user who is not an
    /// admin with <see cref="RefusalCode.NotFound"/>.
    /// </summary>
    public Task ResetTwoFactorAsync(Actor by, Guid userId) => ChangeAsync(userId, async (db, user) =>
    {
        (user.LockoutEnd, user.AccessFailedCount) = (null, 0);
        await TwoFactorSetup.TurnOffAsync(db, user);
        await audit.RecordAsync(db, by, new AuditEntry(
            AuditAction.TwoFactorTurnedOff,
            $"Forgot the authenticator app of {user.Email}; all their sessions ended."));
    });

    private Task ChangeAsync(Guid userId, Func<CreditsDb, User, Task> change) => writer.RunAsync(async db =>
    {
        // Locks the role's row, to serialize concurrent changes of admins across instances.
        await db.Roles.Where(role => role.NormalizedName == RoleName).ExecuteUpdateAsync(role =>
            role.SetProperty(row => row.ConcurrencyStamp, Guid.NewGuid().ToString()));
        var user = await AdminsIn(db).SingleOrDefaultAsync(admin => admin.Id == userId)
            ?? throw new Refusal(RefusalCode.NotFound, "There is no such admin.");
        await signingOut.EndAllAsync(db, userId);
        await change(db, user);
    });

    private static IQueryable<User> AdminsIn(CreditsDb db) =>
        from user in db.Users
        join row in db.UserRoles on user.Id equals row.UserId
        join role in db.Roles on row.RoleId equals role.Id
        where role.NormalizedName == RoleName
        select user;
}
