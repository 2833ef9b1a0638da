using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Primitives;
using SeoRankGenius.Credits.BackOffice.Admins;
using SeoRankGenius.Credits.BackOffice.Audit;
using SeoRankGenius.Credits.Licensing;

namespace SeoRankGenius.Credits.Web.Identity;

/// <summary>What an admin is asked before a form of theirs is carried out, and the form, to be sent on.</summary>
/// <param name="ByCode">Asks for a code of the authenticator app instead of the password.</param>
/// <param name="Error">Why the last answer did not do; null the first time.</param>
/// <param name="Fields">What was posted, a value each.</param>
public sealed record ReauthenticationPrompt(
    bool ByCode, string? Error, IReadOnlyList<(string Name, string Value)> Fields);

/// <summary>
/// Asks an admin who was idle who they are. With an authenticator app for its code, which no browser fills in by
/// itself; else for the password. Wrong answers count towards the lock-out of the sign-in.
/// </summary>
public sealed class Reauthentication(
    UserManager<User> users, AdminSessions sessions, AuditLog audit, KeyedLock turns, TimeProvider time)
{
    /// <summary>The name of the field that the answer is in.</summary>
    public const string Answer = "ItIsMe";

    private const string FormToken = "__RequestVerificationToken";

    /// <summary>Need this admin not be asked?</summary>
    public bool IsFresh(HttpContext context) => context.AdminSession().IsFresh(time.GetUtcNow().UtcDateTime);

    /// <summary>Null when the form answers the question; else what to ask.</summary>
    public async Task<ReauthenticationPrompt?> AnswerAsync(HttpContext context)
    {
        var form = context.Request.Form;
        using var turn = await turns.TakeAsync(users.NormalizeEmail(context.User.Email()), context.RequestAborted);
        var user = (await users.GetUserAsync(context.User))!;
        var (isAnswered, error) = (form.TryGetValue(Answer, out var answer), (string?)null);
        if (isAnswered)
            error = await CheckAsync(user, answer.ToString(), context);
        return isAnswered && error is null
            ? null
            : new ReauthenticationPrompt(user.TwoFactorEnabled, error, [.. form.SelectMany(Values).Where(IsTheirs)]);
    }

    private async Task<string?> CheckAsync(User user, string answer, HttpContext context)
    {
        var what = user.TwoFactorEnabled ? "This code" : "This password";
        if (await users.IsLockedOutAsync(user))
            return "After several failed attempts, wait five minutes before the next one.";
        if (!await IsRightAsync(user, answer))
        {
            await users.AccessFailedAsync(user);
            await audit.RecordAsync(
                context.Actor(),
                new AuditEntry(AuditAction.SignInFailed, $"{what} to confirm that it was still them was wrong."),
                CancellationToken.None);
            return $"{what} is wrong. Please try again.";
        }

        await users.ResetAccessFailedCountAsync(user);
        await sessions.ConfirmAsync(context.Actor(), context.User.SessionId()!.Value);
        return null;
    }

    private Task<bool> IsRightAsync(User user, string answer) => user.TwoFactorEnabled
        ? users.VerifyTwoFactorTokenAsync(user, TokenOptions.DefaultAuthenticatorProvider, answer.Replace(" ", ""))
        : users.CheckPasswordAsync(user, answer);

    private static IEnumerable<(string Name, string Value)> Values(KeyValuePair<string, StringValues> field) =>
        field.Value.Select(value => (field.Key, value ?? ""));

    private static bool IsTheirs((string Name, string Value) field) => field.Name is not (Answer or FormToken);
}
