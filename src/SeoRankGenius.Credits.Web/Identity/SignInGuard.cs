using System.Threading.RateLimiting;
using Microsoft.AspNetCore.DataProtection;

namespace SeoRankGenius.Credits.Web.Identity;

/// <summary>
/// What is checked: a step of signing in, a confirmed identity, a request for a link by mail or for an export.
/// </summary>
public enum SignInStep
{
    Password,
    Code,
    ConfirmByPassword,
    ConfirmByCode,
    Forgot,
    Export,
}

/// <summary>
/// Every check of a password or code passes here. Refuses it without hashing while too many failed before
/// (<see cref="SignInLimits"/>), hashes a few passwords at a time, and writes failures into the security log, those of
/// admins into the audit too.
/// </summary>
public sealed class SignInGuard(
    SignInLimits limits, SignInLog log, AuditLog audit, IServiceScopeFactory scopes, KnownDevices devices) : IDisposable
{
    // A hash occupies a core; more at once would only make each slower.
    private readonly ConcurrencyLimiter _hashes = new(new ConcurrencyLimiterOptions
    {
        PermitLimit = Math.Max(1, Environment.ProcessorCount),
        QueueLimit = 64,
    });

    /// <summary>
    /// Runs <paramref name="check"/> unless it comes too early. False when it was refused or failed. Throws
    /// <see cref="DependencyUnavailable"/> when too many checks wait.
    /// </summary>
    /// <param name="http">The request.</param>
    /// <param name="step">What is checked.</param>
    /// <param name="user">The account; null for an unknown address.</param>
    /// <param name="account">What failures are counted for: an address, an account, or a session.</param>
    /// <param name="check">True for the right password or code.</param>
    public async Task<bool> CheckAsync(
        HttpContext http, SignInStep step, User? user, string account, Func<Task<bool>> check)
    {
        var attempt = AttemptOf(http, step, user, account);
        if (!await limits.TryAsync(attempt))
        {
            await RecordAsync(http, SignInOutcome.TooManyAttempts, user);
            return false;
        }

        bool isRight;
        using (var turn = await _hashes.AcquireAsync(1, http.RequestAborted))
            isRight = turn.IsAcquired
                ? await check()
                : throw new DependencyUnavailable("Too many passwords are checked at this moment.");
        if (isRight)
            await limits.SucceededAsync(attempt);
        else
            await FailAsync(http, step, user);
        return isRight;
    }

    /// <summary>Whether one more link may be mailed; counts it.</summary>
    public Task<bool> MayMailAsync(HttpContext http, string email) =>
        limits.TryAsync(AttemptOf(http, SignInStep.Forgot, user: null, email));

    /// <summary>Whether the user may have one more export of their data; counts it.</summary>
    public Task<bool> MayExportAsync(HttpContext http, Guid userId) =>
        limits.TryAsync(AttemptOf(http, SignInStep.Export, user: null, $"{userId:N}"));

    public void Dispose() => _hashes.Dispose();

    private SignInAttempt AttemptOf(HttpContext http, SignInStep step, User? user, string account) => new(
        account,
        RateLimits.Network(http).ToString(),
        step is SignInStep.Password or SignInStep.Code && user is not null ? devices.Find(http, user) : null,
        step switch
        {
            SignInStep.Password => "password",
            SignInStep.Code => "code",
            SignInStep.ConfirmByPassword or SignInStep.ConfirmByCode => "confirm",
            SignInStep.Forgot => "forgot",
            SignInStep.Export => "export",
        });

    private async Task FailAsync(HttpContext http, SignInStep step, User? user)
    {
        await RecordAsync(
            http,
            user is null ? SignInOutcome.UnknownAddress
                : step is SignInStep.Code or SignInStep.ConfirmByCode ? SignInOutcome.WrongCode
                : SignInOutcome.WrongPassword,
            user);
        if (user is null)
            return;
        await using var scope = scopes.CreateAsyncScope();
        if (await scope.ServiceProvider.GetRequiredService<UserManager<User>>().IsInRoleAsync(user, Roles.Admin))
            await audit.RecordAsync(
                http.Actor(user, Roles.Admin),
                new AuditEntry(AuditAction.SignInFailed, step switch
                {
                    SignInStep.Code => "Right password, wrong code.",
                    SignInStep.ConfirmByPassword => "Wrong password when confirming their identity.",
                    SignInStep.ConfirmByCode => "Wrong code when confirming their identity.",
                    SignInStep.Password or SignInStep.Forgot or SignInStep.Export => "Wrong password.",
                }),
                CancellationToken.None);
    }

    private Task RecordAsync(HttpContext http, SignInOutcome outcome, User? user) => log.FailedAsync(
        outcome, user?.Id, http.Connection.RemoteIpAddress?.ToString() ?? "",
        http.Request.Headers.UserAgent.ToString());
}

/// <summary>
/// Browsers that have signed in to an account, in a cookie for a year. Others cannot delay a known browser's sign-in by
/// guessing. It grants nothing else.
/// </summary>
public sealed class KnownDevices
{
    private readonly IDataProtector _protector;
    private readonly CookieBuilder _cookie = new() { MaxAge = TimeSpan.FromDays(365) };

    /// <param name="protection">Protects the cookie.</param>
    /// <param name="secure">Applies the name, and the settings that all cookies of the app share.</param>
    public KnownDevices(IDataProtectionProvider protection, Action<CookieBuilder> secure)
    {
        _protector = protection.CreateProtector("known devices");
        secure(_cookie);
    }

    /// <summary>The browser's id if it has signed in to this account since its latest change; else null.</summary>
    public string? Find(HttpContext http, User user)
    {
        try
        {
            return http.Request.Cookies[_cookie.Name!] is { } cookie
                && _protector.Unprotect(cookie) is var device
                && device.StartsWith(Prefix(user.Id, user.SecurityStamp), StringComparison.Ordinal)
                    ? device
                    : null;
        }
        catch (System.Security.Cryptography.CryptographicException)
        {
            return null;
        }
    }

    internal void Remember(HttpContext http, Guid userId, string stamp) => http.Response.Cookies.Append(
        _cookie.Name!, _protector.Protect(Prefix(userId, stamp) + Guid.NewGuid().ToString("N")), _cookie.Build(http));

    private static string Prefix(Guid userId, string? stamp) => $"{userId:N}.{stamp}.";
}
