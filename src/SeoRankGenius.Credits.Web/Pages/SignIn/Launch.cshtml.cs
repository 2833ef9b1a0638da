using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using SeoRankGenius.Credits.Licensing;
using SeoRankGenius.Credits.Web.Identity;

namespace SeoRankGenius.Credits.Web.Pages.SignIn;

/// <summary>
/// A launch link, opened: signs in for its one site and goes to that site's Credits tab, once. Every link that does not
/// open gets the same answer.
/// </summary>
public sealed class LaunchModel(
    LaunchLinks launching, UserManager<User> users, SignInManager<User> signIn, TimeProvider time) : PageModel
{
    /// <summary>A preview that only asks whether the link is there must not use it up.</summary>
    public IActionResult OnHead() => new NoContentResult();

    public async Task<IActionResult> OnGetAsync(string code, CancellationToken cancellation)
    {
        Response.Headers["Referrer-Policy"] = "no-referrer";
        if (await launching.OpenAsync(code, cancellation) is not { } launched
            || await users.FindByIdAsync(launched.UserId.ToString()) is not { } owner)
        {
            Response.StatusCode = StatusCodes.Status410Gone;
            return Page();
        }

        await SiteSession.SignInAsync(signIn, owner, launched.SiteId, time.GetUtcNow());
        return Redirect($"/account/credits/{launched.Domain}");
    }
}
