namespace SeoRankGenius.Credits.Web.Pages.SignIn;

/// <summary>Signs out, by POST only: a link or an image on another site must not sign anyone out.</summary>
public sealed class SignOutModel(SignInManager<User> signIn, LastSite lastSite) : PageModel
{
    public IActionResult OnGet() => User.IsSignedIn() ? Page() : RedirectToPage("/SignIn/SignIn");

    public async Task<IActionResult> OnPostAsync()
    {
        await signIn.SignOutAsync();
        lastSite.Delete(HttpContext);
        Response.Headers["Clear-Site-Data"] = "\"cache\", \"storage\"";
        return RedirectToPage("/SignIn/SignIn", new { notice = "signed-out" });
    }
}
