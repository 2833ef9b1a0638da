using System.Security.Cryptography;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Identity;

namespace SeoRankGenius.Credits.Identity;

/// <summary>Encrypts the keys of authenticator apps, which are stored in the database.</summary>
public sealed class AuthenticatorKeys(IDataProtectionProvider protection)
{
    private readonly IDataProtector _protector = protection.CreateProtector("authenticator keys");

    internal string Close(string key) => _protector.Protect(key);

    /// <summary>The key; null for none, and for one that was encrypted by keys that are lost.</summary>
    internal string? Open(string? stored)
    {
        try
        {
            return stored is null ? null : _protector.Unprotect(stored);
        }
        catch (CryptographicException)
        {
            return null;
        }
    }
}

/// <summary>
/// Identity's provider for authenticator codes. Uses the app's clock and accepts each code once, so that an observed
/// code cannot be reused.
/// </summary>
public sealed class AuthenticatorCodes(TimeProvider time, AuthenticatorKeys keys) : IUserTwoFactorTokenProvider<User>
{
    internal const string LastStep = "LastStep";

    public async Task<bool> CanGenerateTwoFactorTokenAsync(UserManager<User> manager, User user) =>
        await manager.GetAuthenticatorKeyAsync(user) is not null;

    /// <summary>Generates nothing: the authenticator app generates the codes.</summary>
    public Task<string> GenerateAsync(string purpose, UserManager<User> manager, User user) => Task.FromResult("");

    public async Task<bool> ValidateAsync(string purpose, string token, UserManager<User> manager, User user)
    {
        var used = await manager.GetAuthenticationTokenAsync(user, TokenOptions.DefaultAuthenticatorProvider, LastStep);
        return keys.Open(await manager.GetAuthenticatorKeyAsync(user)) is { } key
            && Authenticator.Match(key, token, time.GetUtcNow(), Parse(used)) is { } step
            && (await manager.SetAuthenticationTokenAsync(
                user,
                TokenOptions.DefaultAuthenticatorProvider,
                LastStep,
                step.ToString(CultureInfo.InvariantCulture))).Succeeded;
    }

    private static long Parse(string? step) => step is null ? 0 : long.Parse(step, CultureInfo.InvariantCulture);
}
