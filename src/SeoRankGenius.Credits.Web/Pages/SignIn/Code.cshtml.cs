using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using SeoRankGenius.Credits.BackOffice.Admins;
using SeoRankGenius.Credits.BackOffice.Audit;
using SeoRankGenius.Credits.Licensing;
using SeoRankGenius.Credits.Web.Identity;
using Result = Microsoft.AspNetCore.Identity.SignInResult;

namespace SeoRankGenius.Credits.Web.Pages.SignIn;

/// <summary>
/// The second step of signing in: a code of the authenticator app, or a recovery code. Wrong ones count towards the
/// lock-out as wrong passwords do, and the right password does not set them back.
/// </summary>
public sealed class CodeModel(SignInManager<User> signIn, AuditLog audit, KeyedLock turns) : PageModel
{
    private const string Failed =
        "This code is wrong or was used. After several failed attempts, wait five minutes before the next one.";

    private readonly UserManager<User> _users = signIn.UserManager;

    [BindProperty]
    public SecondStep Input { get; set; } = new();

    [BindProperty(SupportsGet = true)]
    public string? ReturnUrl { get; set; }

    public async Task<IActionResult> OnGetAsync() => await UserIdAsync() is null ? StartAgain() : Page();

    public async Task<IActionResult> OnPostAsync()
    {
        if (await UserIdAsync() is not { } userId)
            return StartAgain();
        if (!ModelState.IsValid)
            return Page();
        if ((await TryAsync(userId)).Succeeded)
            return LocalRedirect(User.Target(Url, ReturnUrl));

        ModelState.AddModelError("", Failed);
        return Page();
    }

    private async Task<Result> TryAsync(string userId)
    {
        // Guesses sent at once are counted one by one, and read the account only when it is their turn.
        using var turn = await turns.TakeAsync(userId, HttpContext.RequestAborted);
        if (await signIn.GetTwoFactorAuthenticationUserAsync() is not { } user || await _users.IsLockedOutAsync(user))
            return Result.Failed;

        var code = Input.Code.Replace(" ", "");
        var isOfApp = code.Length == Authenticator.Digits;
        var result = isOfApp
            ? await signIn.TwoFactorAuthenticatorSignInAsync(code, isPersistent: false, rememberClient: false)
            : await signIn.TwoFactorRecoveryCodeSignInAsync(TwoFactorSetup.Kept(code));
        if (result.Succeeded)
            return result;
        // Identity counts wrong codes of the app only.
        if (!isOfApp)
            await _users.AccessFailedAsync(user);
        await audit.RecordAsync(
            HttpContext.Actor(user),
            new AuditEntry(AuditAction.SignInFailed, "Somebody entered the password, then a wrong code."),
            CancellationToken.None);
        return result;
    }

    private async Task<string?> UserIdAsync() =>
        (await HttpContext.AuthenticateAsync(IdentityConstants.TwoFactorUserIdScheme)).Principal?.Identity?.Name;

    private RedirectToPageResult StartAgain() =>
        RedirectToPage("/SignIn/SignIn", new { ReturnUrl, notice = "code-late" });

    public sealed record SecondStep
    {
        [Required(ErrorMessage = "Please enter the code.")]
        [StringLength(64, ErrorMessage = "A code has at most 64 characters.")]
        public string Code { get; init; } = "";
    }
}
