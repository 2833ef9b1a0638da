using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using SeoRankGenius.Credits.BackOffice.Adjustments;
using SeoRankGenius.Credits.BackOffice.Licenses;
using SeoRankGenius.Credits.Web.Identity;

namespace SeoRankGenius.Credits.Web.Pages.Admin.Licenses;

/// <summary>
/// A form, what it would do, one more confirmation. The form's one-time id goes through all three, so that whatever is
/// sent twice has its effect once.
/// </summary>
[MovesCredits]
public abstract class AdjustmentPage(
    LicenseQueries licenses, AdjustBalance correcting, BackOfficeOptions settings, ApprovalKind kind) : PageModel
{
    private const string Confirm = "confirm", Edit = "edit";

    public LicenseDetails License { get; private set; } = null!;

    [BindProperty]
    public AdjustmentForm.Fields Input { get; set; } = new();

    /// <summary>What it would do: shown instead of the form. Null while the form is filled in.</summary>
    public AdjustmentReview? Review { get; private set; }

    public AdjustmentForm Form => new(License, kind, settings.ApprovalAbove) { Input = Input };

    /// <summary>The adjustment to undo; null on pages that undo nothing.</summary>
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

        var asked = Input.ToCorrection(kind, id, ReversesId);
        try
        {
            if (step != Confirm)
            {
                Review = await correcting.ReviewAsync(asked);
                return Page();
            }

            await correcting.CorrectAsync(HttpContext.Actor(), asked, cancellation);
            return RedirectToPage("/Admin/Licenses/License", new { id, done = Input.Id });
        }
        catch (Refusal no) when (no.Code != RefusalCode.NotFound)
        {
            ModelState.Mark(no, nameof(Input), nameof(Input.Credits));
            return Page();
        }
    }

    /// <summary>Reads what the page shows; false when there is nothing of that name.</summary>
    protected virtual async Task<bool> FindAsync(Guid id, CancellationToken cancellation)
    {
        if (await licenses.FindAsync(id, cancellation) is not { } license)
            return false;
        License = license;
        return true;
    }
}
