using System.Globalization;
using Microsoft.AspNetCore.Identity;
using SeoRankGenius.Credits.Licensing;

namespace SeoRankGenius.Credits.BackOffice.Admins;

/// <summary>
/// Identity's check of a code from an authenticator app, by the product's clock, and each code once: whoever looked
/// over a shoulder comes too late.
/// </summary>
public sealed class AuthenticatorCodes(TimeProvider time) : IUserTwoFactorTokenProvider<User>
{
    internal const string LastStep = "LastStep";

    public async Task<bool> CanGenerateTwoFactorTokenAsync(UserManager<User> manager, User user) =>
        await manager.GetAuthenticatorKeyAsync(user) is not null;

    /// <summary>Nothing: the app makes the codes.</summary>
    public Task<string> GenerateAsync(string purpose, UserManager<User> manager, User user) => Task.FromResult("");

    public async Task<bool> ValidateAsync(string purpose, string token, UserManager<User> manager, User user)
    {
        var used = await manager.GetAuthenticationTokenAsync(user, TokenOptions.DefaultAuthenticatorProvider, LastStep);
        return await manager.GetAuthenticatorKeyAsync(user) is { } key
            && Authenticator.Match(key, token, time.GetUtcNow(), Parse(used)) is { } step
            && (await manager.SetAuthenticationTokenAsync(
                user,
                TokenOptions.DefaultAuthenticatorProvider,
                LastStep,
                step.ToString(CultureInfo.InvariantCulture))).Succeeded;
    }

    private static long Parse(string? step) => step is null ? 0 : long.Parse(step, CultureInfo.InvariantCulture);
}
