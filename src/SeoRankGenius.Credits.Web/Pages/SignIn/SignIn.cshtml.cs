using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using SeoRankGenius.Credits.BackOffice.Audit;
using SeoRankGenius.Credits.Licensing;
using SeoRankGenius.Credits.Web.Identity;
using Result = Microsoft.AspNetCore.Identity.SignInResult;

namespace SeoRankGenius.Credits.Web.Pages.SignIn;

/// <summary>
/// Sign-in with e-mail and password, to which <see cref="CodeModel"/> is the second step of those who use an
/// authenticator app. Every failure reads alike and takes alike: unknown address, wrong password, locked account.
/// </summary>
public sealed class SignInModel(SignInManager<User> signIn, AuditLog audit, KeyedLock turns) : PageModel
{
    private const string Failed =
        "E-mail address or password is wrong. After several failed attempts, wait five minutes before the next one.";

    [BindProperty]
    public Credentials Input { get; set; } = new();

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
            "password-set" => "Your password is set. Sign in with it.",
            "signed-out" => "You are signed out.",
            "code-late" => "That took too long. Please sign in again.",
            _ => null,
        };
        return Page();
    }

    public async Task<IActionResult> OnPostAsync()
    {
        if (!ModelState.IsValid)
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
        var (users, email) = (signIn.UserManager, Input.Email.Trim());
        // Guesses sent at once are counted one by one: side by side, most would not count towards the lock-out.
        using var turn = await turns.TakeAsync(users.NormalizeEmail(email), HttpContext.RequestAborted);
        var user = await users.FindByEmailAsync(email);
        if (user?.PasswordHash is null || await users.IsLockedOutAsync(user))
        {
            // As much work as for a wrong password, so that the time tells no more than the words.
            users.PasswordHasher.HashPassword(new User(), Input.Password);
            return Result.Failed;
        }

        var result = await signIn.PasswordSignInAsync(
            user, Input.Password, isPersistent: false, lockoutOnFailure: true);
        if (!result.Succeeded && !result.RequiresTwoFactor && await users.IsInRoleAsync(user, Roles.Admin))
            await audit.RecordAsync(
                HttpContext.Actor(user),
                new AuditEntry(AuditAction.SignInFailed, "Somebody entered a wrong password."),
                CancellationToken.None);
        return result;
    }

    public sealed record Credentials
    {
        [Required(ErrorMessage = "Please enter your e-mail address.")]
        [StringLength(256, ErrorMessage = "An e-mail address has at most 256 characters.")]
        public string Email { get; init; } = "";

        [Required(ErrorMessage = "Please enter your password.")]
        [StringLength(256, ErrorMessage = "A password has at most 256 characters.")]
        public string Password { get; init; } = "";
    }
}
