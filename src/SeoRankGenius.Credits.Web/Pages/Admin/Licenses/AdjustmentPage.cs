namespace SeoRankGenius.Credits.Web.Pages.Admin.Licenses;

/// <summary>
/// A form, a review of its effect, and a confirmation. The form's one-time id stays the same throughout, so that a form
/// sent twice takes effect once.
/// </summary>
[RequireRecentSignIn]
public abstract class AdjustmentPage(
    LicenseQueries licenses, AdjustBalance adjustments, BackOfficeOptions settings, ApprovalKind kind) : PageModel
{
    private const string Confirm = "confirm", Edit = "edit";

    public LicenseDetails License { get; private set; } = null!;

    [BindProperty]
    public AdjustmentForm.Fields Input { get; set; } = new();

    /// <summary>Its effect, shown instead of the form; null while the form is shown.</summary>
    public AdjustmentReview? Review { get; private set; }

    public AdjustmentForm Form => new(License, kind, settings.ApprovalAbove) { Input = Input };

    /// <summary>The adjustment to undo; null on the other pages.</summary>
    protected virtual Guid? ReversesId => null;

    public async Task<IActionResult> OnGetAsync(Guid id, Guid? pool, CancellationToken cancellation)
    {
        if (!await FindAsync(id, cancellation))
            return NotFound();
        Input = AdjustmentForm.New(License, kind, settings.ApprovalAbove, pool).Input;
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(Guid id, string? step, CancellationToken cancellation)
    {
        if (!await FindAsync(id, cancellation))
            return NotFound();
        if (Input.Id == Guid.Empty)
            return BadRequest();
        if (step == Edit)
            return Page();

        var input = Input.ToAdjustment(kind, id, ReversesId);
        try
        {
            if (step != Confirm)
            {
                Review = await adjustments.ReviewAsync(input);
                return Page();
            }

            await adjustments.CorrectAsync(HttpContext.Actor(), input, cancellation);
            return RedirectToPage("/Admin/Licenses/License", new { id, done = Input.Id });
        }
        catch (Refusal refusal) when (refusal.Code != RefusalCode.NotFound)
        {
            ModelState.AddRefusal(refusal, nameof(Input), nameof(Input.Credits));
            return Page();
        }
    }

    /// <summary>Reads the license; false when there is none with this id.</summary>
    protected virtual async Task<bool> FindAsync(Guid id, CancellationToken cancellation)
    {
        if (await licenses.FindAsync(id, cancellation) is not { } license)
            return false;
        License = license;
        return true;
    }
}
