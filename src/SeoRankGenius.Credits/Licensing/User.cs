using Microsoft.AspNetCore.Identity;

namespace SeoRankGenius.Credits.Licensing;

/// <summary>Someone who signs in: an owner of licenses, or an admin of the back office.</summary>
public sealed class User : IdentityUser<Guid>
{
    public User() => Id = Guid.CreateVersion7();
}

/// <summary>The two roles. Their rows come with the schema.</summary>
public static class Roles
{
    public const string Owner = "owner";
    public const string Admin = "admin";
}

/// <summary>Results of ASP.NET Core Identity as refusals.</summary>
public static class IdentityResults
{
    /// <summary>
    /// Refuses with <see cref="RefusalCode.InvalidRequest"/> and Identity's sentences when the result is a failure.
    /// </summary>
    public static void Require(this IdentityResult result)
    {
        if (!result.Succeeded)
            throw new Refusal(
                RefusalCode.InvalidRequest, string.Join(" ", result.Errors.Select(error => error.Description)));
    }
}
