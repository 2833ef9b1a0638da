using Microsoft.AspNetCore.Authentication;
using Result = Microsoft.AspNetCore.Identity.SignInResult;

namespace SeoRankGenius.Credits.Web.Pages.SignIn;

/// <summary>
/// The second step of signing in: a code of the authenticator app, or a recovery code. Wrong codes count towards the
/// lockout as wrong passwords do, and the right password does not reset the count.
/// </summary>
public sealed class CodeModel(SignInManager<User> signIn, AuditLog audit, KeyedLock locks) : PageModel
{
    private const string Failed =
        "This code is wrong or was already used. After several failed attempts, wait five minutes.";

    private static readonly InlineValidator<Fields> Rules = new()
    {
        rules => rules.RuleFor(form => form.Code)
            .NotEmpty().WithMessage("Enter the code.")
            .MaximumLength(64).WithMessage("Enter a code of at most 64 characters."),
    };

    private readonly UserManager<User> _users = signIn.UserManager;

    [BindProperty]
    public Fields Input { get; set; } = new();

    [BindProperty(SupportsGet = true)]
    public string? ReturnUrl { get; set; }

    public async Task<IActionResult> OnGetAsync() => await UserIdAsync() is null ? StartAgain() : Page();

    public async Task<IActionResult> OnPostAsync()
    {
        if (await UserIdAsync() is not { } userId)
            return StartAgain();
        if (!ModelState.Check(Input, Rules))
            return Page();
        if ((await TryAsync(userId)).Succeeded)
            return LocalRedirect(User.Target(Url, ReturnUrl));

        ModelState.AddModelError("", Failed);
        return Page();
    }

    private async Task<Result> TryAsync(string userId)
    {
        // Parallel attempts are counted one by one; each reads the account inside the lock.
        using var held = await locks.AcquireAsync(userId, HttpContext.RequestAborted);
        if (await signIn.GetTwoFactorAuthenticationUserAsync() is not { } user || await _users.IsLockedOutAsync(user))
            return Result.Failed;

        var code = Input.Code!.Replace(" ", "");
        var isAppCode = code.Length == Authenticator.Digits;
        var result = isAppCode
            ? await signIn.TwoFactorAuthenticatorSignInAsync(code, isPersistent: false, rememberClient: false)
            : await signIn.TwoFactorRecoveryCodeSignInAsync(TwoFactorSetup.Kept(code));
        if (result.Succeeded)
            return result;
        // Identity counts only wrong codes of the app.
        if (!isAppCode)
            await _users.AccessFailedAsync(user);
        await audit.RecordAsync(
            HttpContext.Actor(user),
            new AuditEntry(AuditAction.SignInFailed, "Right password, wrong code."),
            CancellationToken.None);
        return result;
    }

    private async Task<string?> UserIdAsync() =>
        (await HttpContext.AuthenticateAsync(IdentityConstants.TwoFactorUserIdScheme)).Principal?.Identity?.Name;

    private RedirectToPageResult StartAgain() =>
        RedirectToPage("/SignIn/SignIn", new { ReturnUrl, notice = "code-expired" });

    /// <summary>As typed.</summary>
    public sealed record Fields
    {
        public string? Code { get; init; }
    }
}
