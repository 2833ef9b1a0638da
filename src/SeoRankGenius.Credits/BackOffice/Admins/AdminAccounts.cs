using Microsoft.AspNetCore.Identity;
using SeoRankGenius.Credits.Identity;

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
    UserManager<User> users, Reader reader, Writer writer, AuditLog audit, TimeProvider time)
{
    /// <summary>For how long a new admin cannot approve what another one asks for.</summary>
    public static readonly TimeSpan NewFor = TimeSpan.FromHours(24);

    private static readonly string RoleName = Roles.Admin.ToUpperInvariant();

    /// <summary>All admins, by e-mail address.</summary>
    public Task<List<Admin>> ListAsync() => reader.RunAsync(db => AdminsIn(db)
        .OrderBy(user => user.Email)
        .Select(user => new Admin(
            user.Id,
            user.Email!,
            user.PasswordHash != null,
            user.TwoFactorEnabled,
            db.UserSessions.Where(session => session.UserId == user.Id).Max(session => (DateTime?)session.LastSeenAt)))
        .ToListAsync());

    /// <summary>Invitations that wait for a second admin, the oldest first.</summary>
    public Task<List<AdminInvitation>> WaitingAsync() => reader.RunAsync(db => db.AdminInvitations
        .Where(row => row.DecidedAt == null).OrderBy(row => row.InvitedAt).ToListAsync());

    /// <summary>
    /// Proposes an admin. Nothing changes until a second admin approves. Refuses an admin's address, and one that was
    /// proposed already, with <see cref="RefusalCode.InvalidRequest"/>.
    /// </summary>
    public Task InviteAsync(Actor by, string email) => writer.RunAsync(async db =>
    {
        email = email.Trim();
        var key = users.NormalizeEmail(email);
        if (await AdminsIn(db).AnyAsync(admin => admin.NormalizedEmail == key))
            throw new Refusal(RefusalCode.InvalidRequest, $"{email} is an admin already.");
        if (await db.AdminInvitations.AnyAsync(row => row.Email == email && row.DecidedAt == null))
            throw new Refusal(RefusalCode.InvalidRequest, $"{email} is invited already and waits for a second admin.");
        db.AdminInvitations.Add(AdminInvitation.Of(by, email, Now));
        await audit.RecordAsync(db, by, new AuditEntry(AuditAction.ApprovalRequested, $"Make {email} an admin."));
    });

    /// <summary>
    /// Makes the invited person an admin. Refuses an invitation that does not wait with
    /// <see cref="RefusalCode.AlreadyDecided"/>, the inviter's own and an approval by a new admin with
    /// <see cref="RefusalCode.OwnRequest"/>.
    /// </summary>
    public async Task<User> ApproveAsync(Actor by, Guid invitationId)
    {
        var email = (await reader.RunAsync(db => WaitingAsync(db, invitationId))).Email;
        await EnsureAccountAsync(email);
        await writer.RunAsync(async db =>
        {
            var invitation = await WaitingAsync(db, invitationId);
            if (invitation.InvitedById == by.UserId)
                throw new Refusal(RefusalCode.OwnRequest, "Another admin must approve your invitation.");
            await RequireMayApproveAsync(db, by, Now);
            (invitation.DecidedById, invitation.DecidedAt, invitation.IsApproved) = (by.UserId, Now, true);
            await GrantAsync(db, by, email);
        });
        return await ReadAsync(email);
    }

    /// <summary>
    /// Declines or withdraws an invitation. Refuses one that does not wait with
    /// <see cref="RefusalCode.AlreadyDecided"/>.
    /// </summary>
    public Task DeclineAsync(Actor by, Guid invitationId) => writer.RunAsync(async db =>
    {
        var invitation = await WaitingAsync(db, invitationId);
        (invitation.DecidedById, invitation.DecidedAt) = (by.UserId, Now);
        await audit.RecordAsync(db, by, new AuditEntry(
            AuditAction.ApprovalRejected, $"Make {invitation.Email} an admin. Asked by {invitation.InvitedBy}."));
    });

    /// <summary>
    /// Makes a user an admin at the command line; creates the account if there is none. May be repeated. Refuses an
    /// invalid e-mail address with <see cref="RefusalCode.InvalidRequest"/>.
    /// </summary>
    public async Task<User> AddAsync(Actor by, string email)
    {
        email = email.Trim();
        await EnsureAccountAsync(email);
        await writer.RunAsync(db => GrantAsync(db, by, email));
        return await ReadAsync(email);
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
            AuditAction.AdminRemoved, $"{AuditEntry.Name} is no admin any longer, and signed out everywhere.")
        {
            About = (user.Id, user.Email!),
        });
    });

    /// <summary>
    /// For an admin who lost the phone and the recovery codes: deletes the authenticator app and ends all sessions. The
    /// admin signs in with the password and must set up an app first. Refuses a user who is not an admin with
    /// <see cref="RefusalCode.NotFound"/>.
    /// </summary>
    public Task ResetTwoFactorAsync(Actor by, Guid userId) => ChangeAsync(userId, async (db, user) =>
    {
        await TwoFactorSetup.TurnOffAsync(db, user);
        await audit.RecordAsync(db, by, new AuditEntry(
            AuditAction.TwoFactorTurnedOff,
            $"Forgot the authenticator app of {AuditEntry.Name}; all their sessions ended.")
        {
            About = (user.Id, user.Email!),
        });
    });

    /// <summary>Refuses an approval by an admin of less than 24 hours.</summary>
    internal static async Task RequireMayApproveAsync(CreditsDb db, Actor admin, DateTime now)
    {
        var newest = now - NewFor;
        if (await db.Users.AnyAsync(user => user.Id == admin.UserId && user.AdminSince > newest))
            throw new Refusal(
                RefusalCode.OwnRequest, "A new admin can approve after 24 hours. Ask another admin to approve.");
    }

    private DateTime Now => time.GetUtcNow().UtcDateTime;

    private async Task EnsureAccountAsync(string email)
    {
        if (await users.FindByEmailAsync(email) is null)
            (await users.CreateAsync(new User { UserName = email, Email = email })).Require();
    }

    private async Task GrantAsync(CreditsDb db, Actor by, string email)
    {
        var key = users.NormalizeEmail(email);
        var user = await db.Users.SingleAsync(row => row.NormalizedEmail == key);
        if (await AdminsIn(db).AnyAsync(admin => admin.Id == user.Id))
            return;
        var role = await db.Roles.SingleAsync(row => row.NormalizedName == RoleName);
        db.UserRoles.Add(new IdentityUserRole<Guid> { UserId = user.Id, RoleId = role.Id });
        user.AdminSince = Now;
        // Sessions of the owner are longer than those of an admin.
        await UserSessions.RevokeAsync(db, user);
        await audit.RecordAsync(db, by, new AuditEntry(AuditAction.AdminAdded, $"{AuditEntry.Name} is an admin.")
        {
            About = (user.Id, user.Email!),
        });
    }

    // Read without tracking: a link made from the tracked account, which lacks the new stamp, would be invalid.
    private Task<User> ReadAsync(string email)
    {
        var key = users.NormalizeEmail(email);
        return users.Users.AsNoTracking().SingleAsync(row => row.NormalizedEmail == key);
    }

    private static async Task<AdminInvitation> WaitingAsync(CreditsDb db, Guid id) =>
        await db.AdminInvitations.SingleOrDefaultAsync(row => row.Id == id && row.DecidedAt == null)
        ?? throw new Refusal(RefusalCode.AlreadyDecided, "This invitation is decided already.");

    private Task ChangeAsync(Guid userId, Func<CreditsDb, User, Task> change) => writer.RunAsync(async db =>
    {
        // Locks the role's row, to serialize concurrent changes of admins across instances.
        await db.Roles.Where(role => role.NormalizedName == RoleName).ExecuteUpdateAsync(role =>
            role.SetProperty(row => row.ConcurrencyStamp, Guid.NewGuid().ToString()));
        var user = await AdminsIn(db).SingleOrDefaultAsync(admin => admin.Id == userId)
            ?? throw new Refusal(RefusalCode.NotFound, "There is no such admin.");
        await change(db, user);
    });

    private static IQueryable<User> AdminsIn(CreditsDb db) =>
        from user in db.Users
        join row in db.UserRoles on user.Id equals row.UserId
        join role in db.Roles on row.RoleId equals role.Id
        where role.NormalizedName == RoleName
        select user;
}
