using Microsoft.AspNetCore.Identity;

namespace SeoRankGenius.Credits.Licensing;

/// <summary>A user who signs in: an owner of licenses, or an admin of the back office.</summary>
public sealed class User : IdentityUser<Guid>
{
    public User() => Id = Guid.CreateVersion7();

    /// <summary>When the account became an admin's. UTC; null for owners, and for admins of before.</summary>
    public DateTime? AdminSince { get; internal set; }
}

/// <summary>The two roles. The schema creates their rows.</summary>
public static class Roles
{
    public const string Owner = "owner";
    public const string Admin = "admin";
}

/// <summary>Converts results of ASP.NET Core Identity to refusals.</summary>
public static class IdentityResults
{
    /// <summary>
    /// Refuses with <see cref="RefusalCode.InvalidRequest"/> and Identity's messages if the result is a failure.
    /// </summary>
    public static void Require(this IdentityResult result)
    {
        if (!result.Succeeded)
            throw new Refusal(
                RefusalCode.InvalidRequest, string.Join(" ", result.Errors.Select(error => error.Description)));
    }
}
