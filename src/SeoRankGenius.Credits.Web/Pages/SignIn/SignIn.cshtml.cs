using Result = Microsoft.AspNetCore.Identity.SignInResult;

namespace SeoRankGenius.Credits.Web.Pages.SignIn;

/// <summary>
/// Sign-in with e-mail and password. <see cref="CodeModel"/> is the second step for users with an authenticator app.
/// All failures have the same message: unknown address, wrong password, too many attempts.
/// </summary>
public sealed class SignInModel(SignInManager<User> signIn, SignInGuard guard) : PageModel
{
    private const string Failed =
        "The e-mail address or password is wrong. After several failed attempts, wait a few minutes.";

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
            "link-sent" => "If this address has an account, a link to set a new password is on its way. "
                + "It works once, within 30 minutes.",
            "joined" => "Invitation accepted. Sign in with your new password.",
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
            return RedirectToPage("/SignIn/Code", new { ReturnUrl, Keep = Input.Keep ? "true" : null });

        ModelState.AddModelError("", Failed);
        return Page();
    }

    private async Task<Result> TryAsync()
    {
        var (users, email) = (signIn.UserManager, Input.Email!.Trim());
        var user = await users.FindByEmailAsync(email);
        var result = Result.Failed;
        await guard.CheckAsync(HttpContext, SignInStep.Password, user, users.NormalizeEmail(email), async () =>
        {
            if (user?.PasswordHash is null)
                // The same work as for a wrong password, so that the response time reveals nothing.
                users.PasswordHasher.HashPassword(new User(), Input.Password!);
            else
                result = await signIn.PasswordSignInAsync(user, Input.Password!, Input.Keep, lockoutOnFailure: false);
            return result.Succeeded || result.RequiresTwoFactor;
        });
        return result;
    }

    /// <summary>As typed.</summary>
    public sealed record Fields
    {
        public string? Email { get; init; }

        public string? Password { get; init; }

        /// <summary>Stay signed in for 30 days, when the browser closes too. Not for admins.</summary>
        public bool Keep { get; init; }
    }
}
