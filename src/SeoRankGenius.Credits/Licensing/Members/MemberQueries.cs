namespace SeoRankGenius.Credits.Licensing.Members;

/// <summary>A member or an invited person, as their license's owner sees them.</summary>
/// <param name="UserId">The user.</param>
/// <param name="Email">Their address.</param>
/// <param name="Role">Their role.</param>
/// <param name="InvitedAt">The latest invitation. UTC.</param>
/// <param name="JoinedAt">UTC; null while invited.</param>
public sealed record ListedMember(
    Guid UserId, string Email, AccountRole Role, DateTime InvitedAt, DateTime? JoinedAt);

/// <summary>A license that the user owns, with its members by address.</summary>
public sealed record OwnedTeam(
    Guid LicenseId, string KeyHint, IReadOnlyList<string> Domains, IReadOnlyList<ListedMember> Members);

/// <summary>A license in which the user is a member.</summary>
public sealed record Membership(Guid LicenseId, string OwnerEmail, AccountRole Role, IReadOnlyList<string> Domains);

/// <summary>An invitation that can be accepted now.</summary>
/// <param name="UserId">The invited user.</param>
/// <param name="Email">Their address.</param>
/// <param name="HasPassword">They have signed in before, or may.</param>
/// <param name="OwnerEmail">Who invites.</param>
/// <param name="Role">As what.</param>
public sealed record OpenInvitation(
    Guid UserId, string Email, bool HasPassword, string OwnerEmail, AccountRole Role);

/// <summary>Reads members and memberships.</summary>
public sealed class MemberQueries(Reader reader, TimeProvider time)
{
    /// <summary>The licenses that a user owns, the oldest first, with their members.</summary>
    public Task<List<OwnedTeam>> OwnedAsync(Guid userId) => reader.RunAsync(db => db.Licenses
        .Where(license => license.OwnerId == userId).OrderBy(license => license.CreatedAt)
        .Select(license => new OwnedTeam(
            license.Id,
            license.KeyHint,
            db.Sites.Where(site => site.LicenseId == license.Id && site.RemovedAt == null)
                .OrderBy(site => site.CreatedAt).Select(site => site.Domain).ToList(),
            (from member in db.Members
             join user in db.Users on member.UserId equals user.Id
             where member.LicenseId == license.Id
             orderby user.Email
             select new ListedMember(user.Id, user.Email!, member.Role, member.InvitedAt, member.JoinedAt)).ToList()))
        .ToListAsync());

    /// <summary>The licenses of others in which a user is a member.</summary>
    public Task<List<Membership>> OfAsync(Guid userId) => reader.RunAsync(db => (
        from member in db.Members
        join license in db.Licenses on member.LicenseId equals license.Id
        join owner in db.Users on license.OwnerId equals owner.Id
        where member.UserId == userId && member.JoinedAt != null
        orderby member.JoinedAt
        select new Membership(
            license.Id, owner.Email!, member.Role,
            db.Sites.Where(site => site.LicenseId == license.Id && site.RemovedAt == null)
                .OrderBy(site => site.CreatedAt).Select(site => site.Domain).ToList())).ToListAsync());

    /// <summary>The invitation of a code; null when it was used or replaced, or is older than seven days.</summary>
    public async Task<OpenInvitation?> InvitationAsync(string code) => !Secret.Has(code, "")
        ? null
        : await reader.RunAsync(db => (
            from member in LicenseMembers.Waiting(db, code, time.GetUtcNow().UtcDateTime)
            join user in db.Users on member.UserId equals user.Id
            join license in db.Licenses on member.LicenseId equals license.Id
            join owner in db.Users on license.OwnerId equals owner.Id
            select new OpenInvitation(user.Id, user.Email!, user.PasswordHash != null, owner.Email!, member.Role))
            .SingleOrDefaultAsync());
}
