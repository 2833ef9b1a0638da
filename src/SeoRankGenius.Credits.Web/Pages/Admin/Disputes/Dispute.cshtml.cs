using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using SeoRankGenius.Credits.BackOffice.Payments;

namespace SeoRankGenius.Credits.Web.Pages.Admin.Disputes;

/// <summary>One dispute with the evidence: the purchase, its credits, and the uses of them.</summary>
public sealed class DisputeModel(DisputeQueries disputes, TimeProvider time) : PageModel
{
    public DisputeDetails Record { get; private set; } = null!;

    public DateTime Now { get; } = time.GetUtcNow().UtcDateTime;

    public async Task<IActionResult> OnGetAsync(string id, CancellationToken cancellation)
    {
        if (await disputes.FindAsync(id, cancellation) is not { } file)
            return NotFound();
        Record = file;
        return Page();
    }
}
