namespace SeoRankGenius.Credits.Web.Pages.Admin.Licenses;

/// <summary>Replaces the key of a license.</summary>
[RequireRecentSignIn]
public sealed class KeyModel(LicenseKeys keys, LicenseQueries licenses) : PageModel
{
    [BindProperty(SupportsGet = true)]
    public Guid Id { get; set; }

    /// <summary>Shown once, in the response that created it.</summary>
    public string? NewKey { get; private set; }

    public async Task<IActionResult> OnGetAsync(CancellationToken cancellation)
    {
        await licenses.FindAsync(Id, cancellation);
        return Page();
    }

    public async Task<IActionResult> OnPostAsync()
    {
        NewKey = await keys.RotateAsync(HttpContext.Actor(), Id);
        return Page();
    }
}
