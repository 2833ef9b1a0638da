using Microsoft.AspNetCore.Identity;
using SeoRankGenius.Credits.Identity;

namespace SeoRankGenius.Credits.Licensing.Members;

/// <summary>
/// Called inside the transaction in which a user loses the right to buy for a license. A module above registers what
/// it does then.
/// </summary>
public delegate Task BillingRightLost(CreditsDb db, Guid licenseId, Guid userId);

/// <summary>
/// Invites members to a license, changes their roles and removes them, each with an audit record. Only the license's
/// owner may; any other license is refused with <see cref="RefusalCode.NotFound"/>.
/// </summary>
public sealed class LicenseMembers(
    UserManager<User> users, Writer writer, Outbox outbox, AuditLog audit, IEnumerable<BillingRightLost> hooks,
    TimeProvider time)
{
    /// <summary>Members and open invitations of one license.</summary>
    public const int Most = 50;

    /// <summary>Invitations of one license in 24 hours, repeated ones and those to removed people included.</summary>
    public const int MostADay = 100;

    /// <summary>Where an invitation's link leads; the code follows.</summary>
    public const string JoinPath = "/signin/join/";

    /// <summary>
    /// Invites a person, or invites them again, which replaces their link. The link is mailed to them and shown to
    /// nobody. Their account is created if there is none. Refuses (<see cref="RefusalCode.InvalidRequest"/>) the owner,
    /// a member, the 51st, and the 101st invitation in 24 hours; a refused invitation creates and mails nothing.
    /// </summary>
    public async Task InviteAsync(Actor by, Guid licenseId, string email, AccountRole role)
    {
        RequireMemberRole(role);
        email = email.Trim();
        await writer.RunAsync(async db =>
        {
            await RequireOwnAsync(db, by, licenseId);
            await RequireFewAsync(db, licenseId);
            var user = await AccountAsync(db, email);
            if (user.Id == by.UserId)
                throw new Refusal(RefusalCode.InvalidRequest, "You own this license.");
            var member = await db.Members.FindAsync(licenseId, user.Id);
            if (member?.JoinedAt is not null)
                throw new Refusal(RefusalCode.InvalidRequest, $"{email} is a member already.");
            if (member is null && await db.Members.CountAsync(row => row.LicenseId == licenseId) >= Most)
                throw new Refusal(RefusalCode.InvalidRequest, $"A license has at most {Most} members.");
            if (member is null)
                db.Members.Add(member = Member.Of(licenseId, user.Id));
            var code = Secret.New("");
            member.Invite(role, code, Now);
            await audit.RecordAsync(db, by, Entry(
                AuditAction.MemberInvited, $"Invited {AuditEntry.Name} as {role.Code()}.", member)
                with { After = new { role }, About = (user.Id, email) });
            await outbox.QueueAsync(db, Mail(by, email, role, code));
        });
    }

    /// <summary>
    /// Makes an invited person a member, once. Refuses a code that was used, replaced or is older than seven days
    /// with <see cref="RefusalCode.NotFound"/>.
    /// </summary>
    public Task JoinAsync(Actor by, string code) => writer.RunAsync(async db =>
    {
        var member = await Waiting(db, code).SingleOrDefaultAsync(row => row.UserId == by.UserId)
            ?? throw new Refusal(RefusalCode.NotFound, "This invitation no longer works.");
        member.Join(Now);
        await audit.RecordAsync(
            db, by, Entry(AuditAction.MemberJoined, $"Joined as {member.Role.Code()}.", member));
    });

    /// <summary>
    /// Changes a role; it applies from the next request. Repeatable. Who loses the right to buy has their automatic
    /// top-ups stopped, as at the end of a membership.
    /// </summary>
    public Task ChangeAsync(Actor by, Guid licenseId, Guid userId, AccountRole role)
    {
        RequireMemberRole(role);
        return OfOwnerAsync(by, licenseId, userId, async (db, member, email) =>
        {
            var before = member.Role;
            member.Role = role;
            await ReportLossAsync(db, member, before, role);
            await audit.RecordAsync(db, by, Entry(
                AuditAction.MemberRoleChanged, $"Changed the role of {AuditEntry.Name}.", member)
                with { About = (userId, email), Before = new { role = before }, After = new { role } });
        });
    }

    /// <summary>Removes a member or an invitation, and ends all the member's sessions.</summary>
    public Task RemoveAsync(Actor by, Guid licenseId, Guid userId) =>
        OfOwnerAsync(by, licenseId, userId, async (db, member, email) =>
        {
            db.Members.Remove(member);
            await ReportLossAsync(db, member, member.Role);
            await audit.RecordAsync(db, by, Entry(AuditAction.MemberRemoved, $"Removed {AuditEntry.Name}.", member)
                with { About = (userId, email), Before = new { role = member.Role } });
            if (member.JoinedAt is not null)
                await UserSessions.RevokeAsync(db, await db.Users.SingleAsync(user => user.Id == userId));
        });

    /// <summary>
    /// Ends the user's own membership. Refuses one that does not exist with <see cref="RefusalCode.NotFound"/>.
    /// </summary>
    public Task LeaveAsync(Actor by, Guid licenseId) => writer.RunAsync(async db =>
    {
        var member = await db.Members.SingleOrDefaultAsync(row =>
            row.LicenseId == licenseId && row.UserId == by.UserId && row.JoinedAt != null) ?? throw Unknown();
        db.Members.Remove(member);
        await ReportLossAsync(db, member, member.Role);
        await audit.RecordAsync(db, by, Entry(AuditAction.MemberLeft, "Left the license.", member)
            with { Before = new { role = member.Role } });
    });

    private DateTime Now => time.GetUtcNow().UtcDateTime;

    internal static IQueryable<Member> Waiting(CreditsDb db, string code, DateTime now)
    {
        var (hash, oldest) = (Secret.Hash(code), now - Member.InvitedFor);
        return db.Members.Where(member => member.CodeHash == hash && member.InvitedAt > oldest);
    }

    private IQueryable<Member> Waiting(CreditsDb db, string code) => Waiting(db, code, Now);

    private Task OfOwnerAsync(
        Actor by, Guid licenseId, Guid userId, Func<CreditsDb, Member, string, Task> change) =>
        writer.RunAsync(async db =>
        {
            await RequireOwnAsync(db, by, licenseId);
            var member = await db.Members.FindAsync(licenseId, userId) ?? throw Unknown();
            var email = await db.Users.Where(user => user.Id == userId).Select(user => user.Email!).SingleAsync();
            await change(db, member, email);
        });

    private async Task ReportLossAsync(CreditsDb db, Member member, AccountRole before, AccountRole? after = null)
    {
        if (!before.May(Right.Bill) || after?.May(Right.Bill) == true)
            return;
        foreach (var hook in hooks)
            await hook(db, member.LicenseId, member.UserId);
    }

    // Serializes invitations of a license.
    private static async Task RequireOwnAsync(CreditsDb db, Actor by, Guid licenseId)
    {
        if (!await db.Licenses.AnyAsync(license => license.Id == licenseId && license.OwnerId == by.UserId))
            throw new Refusal(RefusalCode.NotFound, "There is no such license.");
        CreditLedger.Lock(db, licenseId);
    }

    // Counted in the audit, which also keeps the invitations of people who were removed.
    private async Task RequireFewAsync(CreditsDb db, Guid licenseId)
    {
        var dayAgo = Now - TimeSpan.FromDays(1);
        if (await db.AuditRecords.CountAsync(row => row.LicenseId == licenseId
            && row.Action == AuditAction.MemberInvited && row.At > dayAgo) >= MostADay)
            throw new Refusal(
                RefusalCode.InvalidRequest,
                $"A license sends at most {MostADay} invitations in 24 hours. Try again tomorrow.");
    }

    // Identity's store would commit a new account on its own, even if the invitation is refused.
    private async Task<User> AccountAsync(CreditsDb db, string email)
    {
        var normalized = users.NormalizeEmail(email);
        if (await db.Users.SingleOrDefaultAsync(row => row.NormalizedEmail == normalized) is { } known)
            return known;
        var user = new User
        {
            UserName = email,
            NormalizedUserName = users.NormalizeName(email),
            Email = email,
            NormalizedEmail = normalized,
            SecurityStamp = Guid.NewGuid().ToString("N"),
            LockoutEnabled = users.Options.Lockout.AllowedForNewUsers,
        };
        foreach (var rules in users.UserValidators)
            (await rules.ValidateAsync(users, user)).Require();
        db.Users.Add(user);
        await db.SaveChangesAsync();
        return user;
    }

    private static void RequireMemberRole(AccountRole role)
    {
        if (!AccountRoles.OfMembers.Contains(role))
            throw new Refusal(RefusalCode.InvalidRequest, "Choose a role.");
    }

    private static NewMail Mail(Actor by, string email, AccountRole role, string code) => new(
        $"member:{Guid.CreateVersion7():N}",
        email,
        "Invitation to SEO Rank Genius",
        $"{by.Name} invites you to their SEO Rank Genius license as {role.Code()}.\n"
        + "The link works once, within 7 days. If you do not know the sender, do nothing.")
    {
        LinkPath = JoinPath + code,
        IsSecret = true,
    };

    private static AuditEntry Entry(AuditAction action, string sentence, Member member) =>
        new(action, sentence) { LicenseId = member.LicenseId };

    private static Refusal Unknown() => new(RefusalCode.NotFound, "There is no such member.");
}
