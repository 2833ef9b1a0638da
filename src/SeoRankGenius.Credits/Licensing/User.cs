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
