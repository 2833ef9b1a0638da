namespace SeoRankGenius.Credits.Web.Identity.Access;

/// <summary>Asks a user to confirm their identity, and keeps the form that they sent.</summary>
/// <param name="ByCode">Asks for a code of the authenticator app instead of the password.</param>
/// <param name="Error">Why the last attempt failed; null the first time.</param>
/// <param name="Fields">The posted fields.</param>
public sealed record ReauthenticationPrompt(
    bool ByCode, string? Error, IReadOnlyList<(string Name, string Value)> Fields);

/// <summary>
/// Confirms the identity of an idle user: by a code of the authenticator app, which browsers do not fill in, or by the
/// password where there is no app. Failed attempts are counted for the session.
/// </summary>
public sealed class Reauthentication(
    UserManager<User> users, UserSessions sessions, SignInGuard guard, TimeProvider time)
{
    /// <summary>The form field with the code or password.</summary>
    public const string Field = "Confirmation";

    private const string AntiforgeryField = "__RequestVerificationToken";

    /// <summary>The user was active within 15 minutes.</summary>
    public bool IsFresh(HttpContext context) => context.CurrentSession().IsFresh(Now);

    /// <summary>The user signed in, or confirmed their identity, within five minutes.</summary>
    public bool IsConfirmed(HttpContext context) => context.CurrentSession().IsConfirmed(Now);

    private DateTime Now => time.GetUtcNow().UtcDateTime;

    /// <summary>Null when the form contains a valid code or password; else the prompt to show.</summary>
    public async Task<ReauthenticationPrompt?> ConfirmAsync(HttpContext context)
    {
        var form = context.Request.Form;
        var user = (await users.GetUserAsync(context.User))!;
        string? error = null;
        if (form.TryGetValue(Field, out var secret))
        {
            error = await CheckAsync(user, secret.ToString(), context, user.TwoFactorEnabled);
            if (error is null)
            {
                await sessions.ConfirmAsync(context, Now);
                return null;
            }
        }

        return new ReauthenticationPrompt(
            user.TwoFactorEnabled,
            error,
            [.. from field in form
                where field.Key is not (Field or AntiforgeryField)
                from value in field.Value
                select (field.Key, value ?? "")]);
    }

    /// <summary>Null when this is the signed-in user's password; else why not.</summary>
    public Task<string?> CheckPasswordAsync(User user, string password, HttpContext context) =>
        CheckAsync(user, password, context, byCode: false);

    private async Task<string?> CheckAsync(User user, string secret, HttpContext context, bool byCode) =>
        await guard.CheckAsync(
            context,
            byCode ? SignInStep.ConfirmByCode : SignInStep.ConfirmByPassword,
            user,
            $"{context.User.SessionId():N}",
            () => byCode
                ? users.VerifyTwoFactorTokenAsync(
                    user, TokenOptions.DefaultAuthenticatorProvider, secret.Replace(" ", ""))
                : users.CheckPasswordAsync(user, secret))
            ? null
            : $"This {(byCode ? "code" : "password")} is wrong. After several failed attempts, wait a few minutes.";
}
