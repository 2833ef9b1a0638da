namespace SeoRankGenius.Credits.Web.Identity;

/// <summary>Asks an admin to confirm their identity, and keeps the form that they sent.</summary>
/// <param name="ByCode">Asks for a code of the authenticator app instead of the password.</param>
/// <param name="Error">Why the last attempt failed; null the first time.</param>
/// <param name="Fields">The posted fields.</param>
public sealed record ReauthenticationPrompt(
    bool ByCode, string? Error, IReadOnlyList<(string Name, string Value)> Fields);

/// <summary>
/// Confirms the identity of an idle admin: by a code of the authenticator app, which browsers do not fill in, or by the
/// password where there is no app. Failed attempts count towards the lockout of the sign-in.
/// </summary>
public sealed class Reauthentication(
    UserManager<User> users, AdminSessions sessions, AuditLog audit, KeyedLock locks, TimeProvider time)
{
    /// <summary>The form field with the code or password.</summary>
    public const string Field = "Confirmation";

    private const string AntiforgeryField = "__RequestVerificationToken";

    /// <summary>The admin was active recently enough.</summary>
    public bool IsRecent(HttpContext context) => context.AdminSession().IsFresh(time.GetUtcNow().UtcDateTime);

    /// <summary>Null when the form contains a valid code or password; else the prompt to show.</summary>
    public async Task<ReauthenticationPrompt?> ConfirmAsync(HttpContext context)
    {
        var form = context.Request.Form;
        using var held = await locks.AcquireAsync(users.NormalizeEmail(context.User.Email()), context.RequestAborted);
        var user = (await users.GetUserAsync(context.User))!;
        string? error = null;
        if (form.TryGetValue(Field, out var secret))
        {
            error = await CheckAsync(user, secret.ToString(), context);
            if (error is null)
                return null;
        }

        return new ReauthenticationPrompt(
            user.TwoFactorEnabled,
            error,
            [.. from field in form
                where field.Key is not (Field or AntiforgeryField)
                from value in field.Value
                select (field.Key, value ?? "")]);
    }

    private async Task<string?> CheckAsync(User user, string secret, HttpContext context)
    {
        var kind = user.TwoFactorEnabled ? "code" : "password";
        if (await users.IsLockedOutAsync(user))
            return "Too many failed attempts. Wait five minutes, then try again.";
        if (!await IsValidAsync(user, secret))
        {
            await users.AccessFailedAsync(user);
            await audit.RecordAsync(
                context.Actor(),
                new AuditEntry(AuditAction.SignInFailed, $"Wrong {kind} when confirming their identity."),
                CancellationToken.None);
            return $"This {kind} is wrong. Try again.";
        }

        await users.ResetAccessFailedCountAsync(user);
        await sessions.ConfirmAsync(context.Actor(), context.User.SessionId()!.Value);
        return null;
    }

    private Task<bool> IsValidAsync(User user, string secret) => user.TwoFactorEnabled
        ? users.VerifyTwoFactorTokenAsync(user, TokenOptions.DefaultAuthenticatorProvider, secret.Replace(" ", ""))
        : users.CheckPasswordAsync(user, secret);
}
