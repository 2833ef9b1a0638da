namespace SeoRankGenius.Credits.Web.Pages.SignIn;

/// <summary>
/// Opens a launch link once: signs in for its site and redirects to that site's Credits tab. All links that do not open
/// get the same response.
/// </summary>
public sealed class LaunchModel(
    LaunchLinks links, UserManager<User> users, SignInManager<User> signIn, TimeProvider time) : PageModel
{
    /// <summary>A preview of the link must not use it up.</summary>
    public IActionResult OnHead() => new NoContentResult();

    public async Task<IActionResult> OnGetAsync(string code, CancellationToken cancellation)
    {
        Response.Headers["Referrer-Policy"] = "no-referrer";
        if (await links.OpenAsync(code, cancellation) is not { } launched
            || await users.FindByIdAsync(launched.UserId.ToString()) is not { } owner)
        {
            Response.StatusCode = StatusCodes.Status410Gone;
            return Page();
        }

        await SiteSession.SignInAsync(signIn, owner, launched.SiteId, time.GetUtcNow());
        return Redirect($"/account/credits/{launched.Domain}");
    }
}
