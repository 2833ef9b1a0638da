using Microsoft.AspNetCore.Authentication;

namespace SeoRankGenius.Credits.Web.Pages.SignIn;

/// <summary>
/// The second step of signing in: a code of the authenticator app, or a recovery code. Wrong codes are counted apart
/// from wrong passwords, so the right password does not reset their count.
/// </summary>
public sealed class CodeModel(SignInManager<User> signIn, SignInGuard guard) : PageModel
{
    private const string Failed =
        "This code is wrong or was already used. After several failed attempts, wait a few minutes.";

    private static readonly InlineValidator<Fields> Rules = new()
    {
        rules => rules.RuleFor(form => form.Code)
            .NotEmpty().WithMessage("Enter the code.")
            .MaximumLength(64).WithMessage("Enter a code of at most 64 characters."),
    };

    [BindProperty]
    public Fields Input { get; set; } = new();

    [BindProperty(SupportsGet = true)]
    public string? ReturnUrl { get; set; }

    [BindProperty(SupportsGet = true)]
    public bool Keep { get; set; }

    public async Task<IActionResult> OnGetAsync() => await UserIdAsync() is null ? StartAgain() : Page();

    public async Task<IActionResult> OnPostAsync()
    {
        if (await UserIdAsync() is not { } userId)
            return StartAgain();
        if (!ModelState.Check(Input, Rules))
            return Page();
        if (await TryAsync(userId))
            return LocalRedirect(User.Target(Url, ReturnUrl));

        ModelState.AddModelError("", Failed);
        return Page();
    }

    private async Task<bool> TryAsync(string userId)
    {
        if (await signIn.GetTwoFactorAuthenticationUserAsync() is not { } user)
            return false;
        var code = Input.Code!.Replace(" ", "");
        return await guard.CheckAsync(HttpContext, SignInStep.Code, user, userId, async () =>
            code.Length == Authenticator.Digits
                ? (await signIn.TwoFactorAuthenticatorSignInAsync(code, Keep, rememberClient: false)).Succeeded
                : (await signIn.TwoFactorRecoveryCodeSignInAsync(TwoFactorSetup.Kept(code))).Succeeded);
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
