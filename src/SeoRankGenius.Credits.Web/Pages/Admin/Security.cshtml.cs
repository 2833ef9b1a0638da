namespace SeoRankGenius.Credits.Web.Pages.Admin;

/// <summary>An admin's own sign-in: authenticator app, recovery codes, sessions.</summary>
[RequireRecentSignIn("Codes")]
public sealed class SecurityModel(
    UserManager<User> users,
    TwoFactorSetup twoFactor,
    AdminSessions sessions,
    SessionRevocation revocation) : PageModel
{
    public bool HasTwoFactors { get; private set; }
    public int CodesLeft { get; private set; }
    public IReadOnlyList<AdminSession> Sessions { get; private set; } = [];

    /// <summary>Shown once, in the response that created them; empty otherwise.</summary>
    public IReadOnlyList<string> RecoveryCodes { get; private set; } = [];

    public Guid ThisSessionId => User.SessionId()!.Value;

    public async Task OnGetAsync()
    {
        var user = (await users.GetUserAsync(User))!;
        HasTwoFactors = user.TwoFactorEnabled;
        CodesLeft = await users.CountRecoveryCodesAsync(user);
        Sessions = await sessions.OpenOnesAsync(user.Id);
    }

    public async Task<IActionResult> OnPostCodesAsync()
    {
        RecoveryCodes = await twoFactor.RenewCodesAsync(HttpContext.Actor());
        return Page();
    }

    public async Task<IActionResult> OnPostEndAsync(Guid session)
    {
        await revocation.EndAsync(HttpContext.Actor(), session);
        return RedirectToPage();
    }

    public async Task<IActionResult> OnPostEverywhereAsync()
    {
        await revocation.EndAllAsync(HttpContext.Actor());
        return RedirectToPage("/SignIn/SignIn", new { notice = "signed-out" });
    }
}
