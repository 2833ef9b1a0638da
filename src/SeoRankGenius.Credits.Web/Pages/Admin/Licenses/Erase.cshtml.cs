using SeoRankGenius.Credits.Privacy;

namespace SeoRankGenius.Credits.Web.Pages.Admin.Licenses;

/// <summary>Erases who the owner of a license is. The books stay.</summary>
[RequireRecentSignIn]
public sealed class EraseModel(LicenseQueries licenses, AccountErasure erasure) : PageModel
{
    [BindProperty(SupportsGet = true)]
    public Guid Id { get; set; }

    [BindProperty]
    public Fields Input { get; set; } = new();

    public LicenseDetails License { get; private set; } = null!;

    public bool IsErased { get; private set; }

    public async Task OnGetAsync(CancellationToken cancellation) =>
        License = await licenses.FindAsync(Id, cancellation);

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellation)
    {
        License = await licenses.FindAsync(Id, cancellation);
        IsErased = await this.TryAsync(
            () => erasure.EraseAsync(HttpContext.Actor(), License.OwnerId, Input.Email), "Email");
        return Page();
    }

    /// <summary>As typed.</summary>
    public sealed record Fields
    {
        /// <summary>The owner's address, as confirmation.</summary>
        public string? Email { get; init; }
    }
}
