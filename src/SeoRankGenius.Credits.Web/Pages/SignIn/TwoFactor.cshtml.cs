namespace SeoRankGenius.Credits.Web.Pages.SignIn;

/// <summary>
/// Sets up a user's authenticator app, or its replacement. The key stays in the form until a code confirms it:
/// leaving the page changes nothing.
/// </summary>
[Access(Right.Self)]
[Access(Right.Self, "")]
[RequireRecentSignIn]
public sealed class TwoFactorModel(TwoFactorSetup twoFactor, SecurityEmails mails) : PageModel
{
    [BindProperty]
    public Fields Input { get; set; } = new();

    /// <summary>Shown once, in the response that turned the app on; empty otherwise.</summary>
    public IReadOnlyList<string> RecoveryCodes { get; private set; } = [];

    /// <summary>The app replaces another one.</summary>
    public bool IsReplacement => User.HasTwoFactors();

    public string FormattedKey => string.Join(' ', Input.Key.Chunk(4).Select(four => new string(four)));

    public string Link => Authenticator.Link(Input.Key, User.Email());

    public void OnGet() => Input = new Fields { Key = Authenticator.NewKey() };

    public async Task<IActionResult> OnPostAsync()
    {
        if (!Authenticator.IsKey(Input.Key))
            return RedirectToPage();
        var sessionId = User.SessionId()!.Value;
        try
        {
            RecoveryCodes = await twoFactor.TurnOnAsync(
                HttpContext.Actor(), Input.Key, Input.Code?.Replace(" ", "") ?? "", User.HasTwoFactors(), sessionId);
        }
        catch (Refusal refusal) when (refusal.Code == RefusalCode.InvalidRequest)
        {
            ModelState.AddRefusal(refusal);
            return Page();
        }

        mails.SendChange(User.Email(), "Two-factor sign-in was turned on");
        return Page();
    }

    /// <summary>As typed.</summary>
    public sealed record Fields
    {
        public string Key { get; init; } = "";

        public string? Code { get; init; }
    }
}
