namespace SeoRankGenius.Credits.Web.Pages.Admin.Licenses;

/// <summary>The plan, trial, site limit and suspension of one license.</summary>
public sealed class EditModel(LicenseQueries licenses, LicenseAdmin licenseAdmin, PriceList catalog) : PageModel
{
    public LicenseDetails License { get; private set; } = null!;

    [BindProperty]
    public Fields Input { get; set; } = new();

    public IReadOnlyList<Plan> Plans => catalog.Plans;

    public async Task<IActionResult> OnGetAsync(Guid id, CancellationToken cancellation)
    {
        License = await licenses.FindAsync(id, cancellation);
        Input = Stored;
        return Page();
    }

    public Task<IActionResult> OnPostPlanAsync(Guid id, CancellationToken cancellation) => ChangeAsync(
        id,
        () => licenseAdmin.ChangePlanAsync(
            HttpContext.Actor(), id, Input.Plan ?? "", Input.TrialEndsOn.EndOfDay(), cancellation),
        cancellation);

    public Task<IActionResult> OnPostLimitAsync(Guid id, CancellationToken cancellation) => ChangeAsync(
        id, () => licenseAdmin.LimitSitesAsync(HttpContext.Actor(), id, Input.SiteLimit, cancellation), cancellation);

    public Task<IActionResult> OnPostSuspendAsync(Guid id, CancellationToken cancellation) => ChangeAsync(
        id, () => licenseAdmin.SuspendAsync(HttpContext.Actor(), id, Input.Sentence, cancellation), cancellation);

    public Task<IActionResult> OnPostResumeAsync(Guid id, CancellationToken cancellation) => ChangeAsync(
        id, () => licenseAdmin.ResumeAsync(HttpContext.Actor(), id, cancellation), cancellation);

    private Fields Stored => new()
    {
        Plan = License.PlanCode,
        TrialEndsOn = License.Entitlement.TrialEndsAt is { } end ? DateOnly.FromDateTime(end.AddTicks(-1)) : null,
        SiteLimit = License.OwnSiteLimit,
    };

    private async Task<IActionResult> ChangeAsync(Guid id, Func<Task> change, CancellationToken cancellation)
    {
        License = await licenses.FindAsync(id, cancellation);
        return await this.TryAsync(change, nameof(Input.Plan))
            ? RedirectToPage("/Admin/Licenses/License", new { id })
            : Page();
    }

    public sealed record Fields
    {
        public string? Plan { get; init; }

        /// <summary>The last day of the trial, in UTC; null for none.</summary>
        public DateOnly? TrialEndsOn { get; init; }

        public int? SiteLimit { get; init; }
        public string? Sentence { get; init; }
    }
}
