using SeoRankGenius.Credits.Web.Pages.SignIn;

namespace SeoRankGenius.Credits.Web.Identity;

/// <summary>Finds accounts by e-mail address and creates missing ones.</summary>
public sealed class Accounts(UserManager<User> users, PublicUrl url)
{
    /// <summary>
    /// The account with this address, created if there is none, in this role. Refuses an invalid address with
    /// <see cref="RefusalCode.InvalidRequest"/>. May be repeated.
    /// </summary>
    public async Task<User> EnsureAsync(string email, string role)
    {
        email = email.Trim();
        var user = await users.FindByEmailAsync(email);
        if (user is null)
            (await users.CreateAsync(user = new User { UserName = email, Email = email })).Require();
        if (!await users.IsInRoleAsync(user, role))
            (await users.AddToRoleAsync(user, role)).Require();
        return user;
    }

    /// <summary>
    /// A link that sets the account's first password. It works once, for one day. Null for an account with a password.
    /// </summary>
    /// <param name="user">The account.</param>
    /// <param name="request">Provides the origin where none is configured; null on the command line.</param>
    public async Task<string?> PasswordLinkAsync(User user, HttpRequest? request) =>
        user.PasswordHash is null
            ? PasswordLink(user, await users.GeneratePasswordResetTokenAsync(user), request)
            : null;

    /// <summary>The link that sets a password with a token, below the app's origin.</summary>
    public string PasswordLink(User user, string token, HttpRequest? request) => request is null
        ? (url.Origin ?? "http://localhost:5080") + PasswordModel.Link(user, token)
        : url.To(request, PasswordModel.Link(user, token));
}
