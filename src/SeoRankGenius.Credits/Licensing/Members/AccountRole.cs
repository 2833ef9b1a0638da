namespace SeoRankGenius.Credits.Licensing.Members;

/// <summary>What somebody is to a license. Members are stored by name; the owner is stored with the license.</summary>
public enum AccountRole
{
    Owner,

    /// <summary>Buys credits and plans, sets up automatic top-ups, reads purchases.</summary>
    Billing,

    /// <summary>Decides about sites: caps, pauses, transfers, alerts.</summary>
    Manager,

    /// <summary>Reads.</summary>
    Viewer,
}

/// <summary>What a page or a form of the account requires. The default is the owner's.</summary>
public enum Right
{
    /// <summary>Members, license keys, and all that is not listed below.</summary>
    Own,

    /// <summary>The user's own sign-in and memberships, in any role.</summary>
    Self,

    /// <summary>Balances, activity, statements, sites, plans.</summary>
    Read,

    /// <summary>Caps, pauses, transfers, alerts.</summary>
    Manage,

    /// <summary>Packs, plans, automatic top-up, purchases.</summary>
    Bill,
}

/// <summary>The rights of the roles.</summary>
public static class AccountRoles
{
    /// <summary>The roles that an owner gives.</summary>
    public static readonly IReadOnlyList<AccountRole> OfMembers =
        [AccountRole.Billing, AccountRole.Manager, AccountRole.Viewer];

    public static bool May(this AccountRole role, Right right) => role switch
    {
        AccountRole.Owner => true,
        AccountRole.Billing => right is Right.Self or Right.Read or Right.Bill,
        AccountRole.Manager => right is Right.Self or Right.Read or Right.Manage,
        AccountRole.Viewer => right is Right.Self or Right.Read,
    };

    /// <summary>The role as claims, the audit and mails name it.</summary>
    public static string Code(this AccountRole role) => role switch
    {
        AccountRole.Owner => Roles.Owner,
        AccountRole.Billing => "billing",
        AccountRole.Manager => "manager",
        AccountRole.Viewer => "viewer",
    };

    /// <summary>
    /// Refuses with <see cref="RefusalCode.OwnerRequired"/> a role that does not include the right.
    /// </summary>
    public static void Require(this AccountRole role, Right right)
    {
        if (!role.May(right))
            throw new Refusal(
                RefusalCode.OwnerRequired,
                $"Your role is “{role.Code()}”, which does not include this. Ask the license’s owner.");
    }
}

/// <summary>The licenses of a viewer: their own, and those in which they are a member.</summary>
internal static class AccountAccess
{
    /// <summary>The ids of the licenses for which the viewer has the right they came with, as a subquery.</summary>
    public static IQueryable<Guid> LicenseIds(CreditsDb db, Viewer viewer)
    {
        var roles = AccountRoles.OfMembers.Where(role => role.May(viewer.Right)).ToList();
        return db.Licenses.Where(license => license.OwnerId == viewer.UserId).Select(license => license.Id)
            .Concat(db.Members
                .Where(member => member.UserId == viewer.UserId && member.JoinedAt != null
                    && roles.Contains(member.Role))
                .Select(member => member.LicenseId));
    }
}
