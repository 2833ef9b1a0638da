namespace SeoRankGenius.Credits.Web.Pages.SignIn;

/// <summary>
/// Sets a password from a one-time link (<see cref="Accounts.PasswordLinkAsync"/>). Ends all sessions of the account.
/// </summary>
public sealed class PasswordModel(
    SignInManager<User> signIn, Accounts accounts, AuditLog audit, SecurityEmails mails) : PageModel
{
    private static readonly InlineValidator<Fields> Rules = new()
    {
        rules => rules.RuleFor(form => form.Password).Password(),
        rules => rules.RuleFor(form => form.Repeated).Equal(form => form.Password)
            .WithMessage("The two passwords differ. Enter the same password twice."),
    };

    private readonly UserManager<User> _users = signIn.UserManager;

    [BindProperty(SupportsGet = true, Name = "user")]
    public Guid? UserId { get; set; }

    [BindProperty(SupportsGet = true)]
    public long Until { get; set; }

    [BindProperty(SupportsGet = true)]
    public string? Token { get; set; }

    [BindProperty]
    public Fields Input { get; set; } = new();

    /// <summary>The account's address; null when the link no longer works.</summary>
    public string? Email { get; private set; }

    public int MinimumLength => _users.Options.Password.RequiredLength;

    public async Task<IActionResult> OnGetAsync() => await FindUserAsync() is null ? Expired() : Page();

    public async Task<IActionResult> OnPostAsync()
    {
        if (await FindUserAsync() is not { } user)
            return Expired();
        if (!ModelState.Check(Input, Rules))
            return Page();

        var token = await _users.GeneratePasswordResetTokenAsync(user);
        if (!ModelState.Check(await _users.ResetPasswordAsync(user, token, Input.Password!)))
            return Page();

        var role = await _users.IsInRoleAsync(user, Roles.Admin) ? Roles.Admin : Roles.Owner;
        await audit.RecordAsync(
            HttpContext.Actor(user, role),
            new AuditEntry(AuditAction.PasswordSet, "Set a password by a one-time link; all sessions ended."),
            CancellationToken.None);
        mails.SendChange(user.Email!, "Your password was set");
        await signIn.SignOutAsync();
        return RedirectToPage("/SignIn/SignIn", new { notice = "password-set" });
    }

    private async Task<User?> FindUserAsync()
    {
        Response.Headers["Referrer-Policy"] = "no-referrer";
        var user = await accounts.FindByLinkAsync(UserId, Until, Token);
        Email = user?.Email;
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
