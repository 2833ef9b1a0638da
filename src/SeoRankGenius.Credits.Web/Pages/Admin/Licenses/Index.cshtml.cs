namespace SeoRankGenius.Credits.Web.Pages.Admin.Licenses;

/// <summary>All licenses, newest first.</summary>
public sealed class IndexModel(LicenseQueries licenses) : PageModel
{
    public LicensePage Results { get; private set; } = null!;
    public LicenseStatus? Status { get; private set; }

    public async Task OnGetAsync(LicenseStatus? status, Guid? behind, CancellationToken cancellation)
    {
        Status = status;
        Results = await licenses.ListAsync(behind, status, cancellation);
    }
}
