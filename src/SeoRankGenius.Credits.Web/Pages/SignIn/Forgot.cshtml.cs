namespace SeoRankGenius.Credits.Web.Pages.SignIn;

/// <summary>
/// Mails a link that sets a new password. The response is the same for every address, and the mail is sent after it.
/// </summary>
public sealed class ForgotModel(
    UserManager<User> users, Accounts accounts, SignInGuard guard, SecurityEmails mails) : PageModel
{
    private static readonly InlineValidator<Fields> Rules = new()
    {
        rules => rules.RuleFor(form => form.Email).Email("your e-mail address"),
    };

    [BindProperty]
    public Fields Input { get; set; } = new();

    public void OnGet()
    {
    }

    public async Task<IActionResult> OnPostAsync()
    {
        if (!ModelState.Check(Input, Rules))
            return Page();
        var email = Input.Email!.Trim();
        if (await guard.MayMailAsync(HttpContext, users.NormalizeEmail(email))
            && await users.FindByEmailAsync(email) is { } user)
            mails.SendPasswordLink(user, await accounts.PasswordLinkAsync(user, Accounts.Forgotten, Request));
        return RedirectToPage("/SignIn/SignIn", new { notice = "link-sent" });
    }

    /// <summary>As typed.</summary>
    public sealed record Fields
    {
        public string? Email { get; init; }
    }
}
