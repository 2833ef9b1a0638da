using Result = Microsoft.AspNetCore.Identity.SignInResult;

namespace SeoRankGenius.Credits.Web.Pages.SignIn;

/// <summary>
/// Sign-in with e-mail and password. <see cref="CodeModel"/> is the second step for users with an authenticator app.
/// All failures have the same message and take the same time: unknown address, wrong password, locked account.
/// </summary>
public sealed class SignInModel(SignInManager<User> signIn, AuditLog audit, KeyedLock locks) : PageModel
{
    private const string Failed =
        "The e-mail address or password is wrong. After several failed attempts, wait five minutes.";

    private static readonly InlineValidator<Fields> Rules = new()
    {
        rules => rules.RuleFor(form => form.Email)
            .NotEmpty().WithMessage("Enter your e-mail address.")
            .MaximumLength(256).WithMessage("Enter an e-mail address of at most 256 characters."),
        rules => rules.RuleFor(form => form.Password)
            .NotEmpty().WithMessage("Enter your password.")
            .MaximumLength(256).WithMessage("Enter a password of at most 256 characters."),
    };

    [BindProperty]
    public Fields Input { get; set; } = new();

    [BindProperty(SupportsGet = true)]
    public string? ReturnUrl { get; set; }

    public string? Notice { get; private set; }

    private string Target => User.Target(Url, ReturnUrl);

    public IActionResult OnGet(string? notice)
    {
        if (User.IsSignedIn())
            return LocalRedirect(Target);

        Notice = notice switch
        {
            "password-set" => "Password set. Sign in with your new password.",
            "signed-out" => "You are signed out.",
            "code-expired" => "The time to enter your code has expired. Sign in again.",
            _ => null,
        };
        return Page();
    }

    public async Task<IActionResult> OnPostAsync()
    {
        if (!ModelState.Check(Input, Rules))
            return Page();
        var result = await TryAsync();
        if (result.Succeeded)
            return LocalRedirect(Target);
        if (result.RequiresTwoFactor)
            return RedirectToPage("/SignIn/Code", new { ReturnUrl });

        ModelState.AddModelError("", Failed);
        return Page();
    }

    private async Task<Result> TryAsync()
    {
        var (users, email) = (signIn.UserManager, Input.Email!.Trim());
        // Parallel attempts are counted one by one; otherwise most would not count towards the lockout.
        using var held = await locks.AcquireAsync(users.NormalizeEmail(email), HttpContext.RequestAborted);
        var user = await users.FindByEmailAsync(email);
        if (user?.PasswordHash is null || await users.IsLockedOutAsync(user))
        {
            // The same work as for a wrong password, so that the response time reveals nothing.
            users.PasswordHasher.HashPassword(new User(), Input.Password!);
            return Result.Failed;
        }

        var result = await signIn.PasswordSignInAsync(
            user, Input.Password!, isPersistent: false, lockoutOnFailure: true);
        if (!result.Succeeded && !result.RequiresTwoFactor && await users.IsInRoleAsync(user, Roles.Admin))
            await audit.RecordAsync(
                HttpContext.Actor(user),
                new AuditEntry(AuditAction.SignInFailed, "Wrong password."),
                CancellationToken.None);
        return result;
    }

    /// <summary>As typed.</summary>
    public sealed record Fields
    {
        public string? Email { get; init; }

        public string? Password { get; init; }
    }
}
