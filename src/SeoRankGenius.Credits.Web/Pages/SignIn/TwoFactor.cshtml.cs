using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using SeoRankGenius.Credits.BackOffice.Admins;
using SeoRankGenius.Credits.Licensing;
using SeoRankGenius.Credits.Web.Identity;

namespace SeoRankGenius.Credits.Web.Pages.SignIn;

/// <summary>
/// Where an admin sets up an authenticator app, or the next one. The key lives in the form until the app has shown a
/// code of it: whoever walks away has changed nothing.
/// </summary>
[RequireRecentSignIn]
public sealed class TwoFactorModel(TwoFactorSetup twoFactor, SignInManager<User> signIn) : PageModel
{
    [BindProperty]
    public Setup Input { get; set; } = new();

    /// <summary>Told once, in the answer that took the app into use; empty before.</summary>
    public IReadOnlyList<string> RecoveryCodes { get; private set; } = [];

    /// <summary>Is another app in use until this one is?</summary>
    public bool IsNext => User.HasTwoFactors();

    public string KeyInFours => string.Join(' ', Input.Key.Chunk(4).Select(four => new string(four)));

    public string Link => Authenticator.Link(Input.Key, User.Email());

    public void OnGet() => Input = new Setup { Key = Authenticator.NewKey() };

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
        catch (Refusal no) when (no.Code == RefusalCode.InvalidRequest)
        {
            ModelState.AddModelError("", no.Message);
            return Page();
        }

        var user = await signIn.UserManager.GetUserAsync(User);
        await signIn.SignInWithClaimsAsync(user!, isPersistent: false, AdminCookie.WithTwoFactors(sessionId));
        return Page();
    }

    public sealed record Setup
    {
        public string Key { get; init; } = "";

        public string? Code { get; init; }
    }
}
