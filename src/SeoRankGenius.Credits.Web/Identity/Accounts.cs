using Microsoft.AspNetCore.Identity;
using SeoRankGenius.Credits.Licensing;
using SeoRankGenius.Credits.Web.Hosting;

namespace SeoRankGenius.Credits.Web.Identity;

/// <summary>Finds people by their address, and makes an account for whoever has none.</summary>
public sealed class Accounts(UserManager<User> users, PublicUrl address)
{
    /// <summary>
    /// The owner with this address; a new account where there is none. Refuses what is no address with
    /// <see cref="RefusalCode.InvalidRequest"/>. May be repeated.
    /// </summary>
    public async Task<User> EnsureOwnerAsync(string email)
    {
        var user = await users.FindByEmailAsync(email);
        if (user is null)
        {
            user = new User { UserName = email, Email = email };
            Require(await users.CreateAsync(user));
        }

        if (!await users.IsInRoleAsync(user, Roles.Owner))
            Require(await users.AddToRoleAsync(user, Roles.Owner));
        return user;
    }

    /// <summary>A link that sets the account's first password, once, for a day; null when it has one.</summary>
    public async Task<string?> PasswordLinkAsync(User user, HttpRequest request) => user.PasswordHash is not null
        ? null
        : address.To(
            request,
            $"/signin/password?user={user.Id:D}"
            + $"&token={Uri.EscapeDataString(await users.GeneratePasswordResetTokenAsync(user))}");

    private static void Require(IdentityResult result)
    {
        if (!result.Succeeded)
            throw new Refusal(RefusalCode.InvalidRequest, "The address was not accepted.")
                .With("errors", new Dictionary<string, string[]>
                {
                    ["email"] = [.. result.Errors.Select(error => error.Description)],
                });
    }
}
