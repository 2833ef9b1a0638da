namespace SeoRankGenius.Credits.Web.Pages.Account.Security;

/// <summary>The sign-in of an owner or admin: password, authenticator app, recovery codes, sessions.</summary>
[RequireRecentSignIn("Codes", "TurnOff", "Key")]
[AllowIdle("Password", "End", "Elsewhere", "Everywhere")]
[Access(Right.Self)]
[Access(Right.Self, "Password", "Codes", "TurnOff", "End", "Elsewhere", "Everywhere")]
public sealed class SecurityModel(
    UserManager<User> users, TwoFactorSetup twoFactor, UserSessions sessions, Reauthentication reauthentication,
    SignInLog log, LicenseKeys keys, SecurityEmails mails) : PageModel
{
    private static readonly InlineValidator<Fields> Rules = new()
    {
        rules => rules.RuleFor(form => form.Current)
            .NotEmpty().WithMessage("Enter your current password.")
            .MaximumLength(256).WithMessage("Enter a password of at most 256 characters."),
        rules => rules.RuleFor(form => form.Password).Password(),
        rules => rules.RuleFor(form => form.Repeated).Equal(form => form.Password)
            .WithMessage("The two passwords differ. Enter the same password twice."),
    };

    [BindProperty]
    public Fields Input { get; set; } = new();

    public string? Notice { get; private set; }

    public bool HasTwoFactors { get; private set; }

    public int CodesLeft { get; private set; }

    public IReadOnlyList<UserSession> Sessions { get; private set; } = [];

    /// <summary>The latest attempts to sign in.</summary>
    public IReadOnlyList<SignInRecord> Attempts { get; private set; } = [];

    /// <summary>The user's licenses.</summary>
    public IReadOnlyList<LicenseKey> Keys { get; private set; } = [];

    /// <summary>A new license key, shown once, in the response that created it; null otherwise.</summary>
    public string? NewKey { get; private set; }

    /// <summary>Shown once, in the response that created them; empty otherwise.</summary>
    public IReadOnlyList<string> RecoveryCodes { get; private set; } = [];

    public string Address => User.IsAdmin() ? "/admin/security" : "/account/security";

    public string TwoFactorAddress => User.IsAdmin() ? AdminArea.TwoFactor : "/account/security/two-factor";

    public int MinimumLength => users.Options.Password.RequiredLength;

    public Guid ThisSessionId => User.SessionId()!.Value;

    public async Task OnGetAsync(string? done)
    {
        Notice = done switch
        {
            "password" => "Password changed. You are signed out on all other devices.",
            "elsewhere" => "You are signed out on all other devices.",
            "off" => "Two-factor sign-in is off.",
            _ => null,
        };
        var user = (await users.GetUserAsync(User))!;
        HasTwoFactors = user.TwoFactorEnabled;
        CodesLeft = await users.CountRecoveryCodesAsync(user);
        Sessions = await sessions.ListAsync(user.Id);
        Keys = await keys.ListAsync(user.Id);
        Attempts = await log.LatestAsync(user.Id, count: 10);
    }

    public async Task<IActionResult> OnPostPasswordAsync()
    {
        if (ModelState.Check(Input, Rules) && await ChangePasswordAsync())
        {
            mails.SendChange(User.Email(), "Your password was changed");
            return RedirectToPage(new { done = "password" });
        }

        await OnGetAsync(done: null);
        return Page();
    }

    public async Task<IActionResult> OnPostCodesAsync()
    {
        RecoveryCodes = await twoFactor.RenewCodesAsync(HttpContext.Actor());
        mails.SendChange(User.Email(), "New recovery codes were created");
        return Page();
    }

    public async Task<IActionResult> OnPostKeyAsync(Guid license)
    {
        NewKey = await keys.RotateAsync(HttpContext.Actor(), license);
        mails.SendChange(User.Email(), "A license key was replaced");
        await OnGetAsync(done: null);
        return Page();
    }

    public async Task<IActionResult> OnPostTurnOffAsync()
    {
        if (User.IsAdmin())
            return Forbid();
        await twoFactor.TurnOffAsync(HttpContext.Actor(), ThisSessionId);
        mails.SendChange(User.Email(), "Two-factor sign-in was turned off");
        return RedirectToPage(new { done = "off" });
    }

    public async Task<IActionResult> OnPostEndAsync(Guid session)
    {
        await sessions.EndAsync(HttpContext.Actor(), session);
        return RedirectToPage();
    }

    public async Task<IActionResult> OnPostElsewhereAsync()
    {
        await sessions.EndAllAsync(HttpContext.Actor(), exceptId: ThisSessionId);
        return RedirectToPage(new { done = "elsewhere" });
    }

    public async Task<IActionResult> OnPostEverywhereAsync()
    {
        await sessions.EndAllAsync(HttpContext.Actor());
        return RedirectToPage("/SignIn/SignIn", new { notice = "signed-out" });
    }

    private async Task<bool> ChangePasswordAsync()
    {
        var user = (await users.GetUserAsync(User))!;
        if (await reauthentication.CheckPasswordAsync(user, Input.Current!, HttpContext) is { } error)
        {
            ModelState.AddModelError("Input.Current", error);
            return false;
        }

        if (!ModelState.Check(await users.ChangePasswordAsync(user, Input.Current!, Input.Password!)))
            return false;
        await sessions.KeepAsync(HttpContext.Actor(), ThisSessionId);
        return true;
    }

    /// <summary>As typed.</summary>
    public sealed record Fields
    {
        public string? Current { get; init; }

        public string? Password { get; init; }

        public string? Repeated { get; init; }
    }
}
