namespace SeoRankGenius.Credits.Web.Pages.SignIn;

/// <summary>
/// Opens a launch link: shows its site, and signs in for it when the button is pressed, once. A scanner, a preview or a
/// prefetch, which send no forms, do not use the link up. All links that do not open get the same response.
/// </summary>
public sealed class LaunchModel(LaunchLinks links, UserManager<User> users, SignInManager<User> signIn) : PageModel
{
    /// <summary>The site; null for a link that does not open.</summary>
    public string? Domain { get; private set; }

    public IActionResult OnHead() => new NoContentResult();

    public async Task<IActionResult> OnGetAsync(string code)
    {
        Response.Headers["Referrer-Policy"] = "no-referrer";
        Domain = await links.DomainOfAsync(code);
        return Domain is null ? Expired() : Page();
    }

    public async Task<IActionResult> OnPostAsync(string code, CancellationToken cancellation)
    {
        Response.Headers["Referrer-Policy"] = "no-referrer";
        if (await links.OpenAsync(code, cancellation) is not { } launched
            || await users.FindByIdAsync(launched.UserId.ToString()) is not { } owner)
            return Expired();

        await signIn.SignInForSiteAsync(owner, launched.SiteId);
        return Redirect($"/account/credits/{launched.Domain}");
    }

    private PageResult Expired()
    {
        Response.StatusCode = StatusCodes.Status410Gone;
        return Page();
    }
}
