namespace SeoRankGenius.Credits.Web.Pages.SignIn;

/// <summary>
/// Sets the password of a new owner or admin, from a one-time link:
/// <c>/signin/password?user=ID&amp;token=T</c>, T from <c>GeneratePasswordResetTokenAsync</c> and URL-escaped.
/// </summary>
public sealed class PasswordModel(SignInManager<User> signIn, SessionRevocation revocation) : PageModel
{
    private static readonly InlineValidator<Fields> Rules = new()
    {
        rules => rules.RuleFor(form => form.Password)
            .NotEmpty().WithMessage("Enter a password.")
            .MaximumLength(256).WithMessage("Enter a password of at most 256 characters."),
        rules => rules.RuleFor(form => form.Repeated).Equal(form => form.Password)
            .WithMessage("The two passwords differ. Enter the same password twice."),
    };

    private readonly UserManager<User> _users = signIn.UserManager;

    [BindProperty(SupportsGet = true, Name = "user")]
    public Guid? UserId { get; set; }

    [BindProperty(SupportsGet = true)]
    public string? Token { get; set; }

    [BindProperty]
    public Fields Input { get; set; } = new();

    /// <summary>The account's address; null when the link no longer works.</summary>
    public string? Email { get; private set; }

    /// <summary>The address of this page with a token, below the app's origin.</summary>
    public static string Link(User user, string token) =>
        $"/signin/password?user={user.Id:D}&token={Uri.EscapeDataString(token)}";

    public int MinimumLength => _users.Options.Password.RequiredLength;

    public async Task<IActionResult> OnGetAsync() => await FindUserAsync() is null ? Expired() : Page();

    public async Task<IActionResult> OnPostAsync()
    {
        if (await FindUserAsync() is not { } user)
            return Expired();
        if (!ModelState.Check(Input, Rules))
            return Page();

        var result = await _users.ResetPasswordAsync(user, Token!, Input.Password!);
        foreach (var error in result.Errors)
            ModelState.AddModelError("", error.Description);
        if (!result.Succeeded)
            return Page();

        await _users.SetLockoutEndDateAsync(user, null);
        if (await _users.IsInRoleAsync(user, Roles.Admin))
            await revocation.ForNewPasswordAsync(HttpContext.Actor(user));
        await signIn.SignOutAsync();
        return RedirectToPage("/SignIn/SignIn", new { notice = "password-set" });
    }

    private async Task<User?> FindUserAsync()
    {
        if (UserId is not { } id || Token is not { Length: > 0 } token
            || await _users.FindByIdAsync(id.ToString()) is not { } user
            || !await _users.VerifyUserTokenAsync(
                user,
                _users.Options.Tokens.PasswordResetTokenProvider,
                UserManager<User>.ResetPasswordTokenPurpose,
                token))
            return null;

        Email = user.Email;
        return user;
    }

    private PageResult Expired()
    {
        ModelState.Clear();
        Response.StatusCode = StatusCodes.Status400BadRequest;
        return Page();
    }

    /// <summary>As typed.</summary>
    public sealed record Fields
    {
        public string? Password { get; init; }

        public string? Repeated { get; init; }
    }
}
