namespace SeoRankGenius.Credits.Web.Pages.Admin.Disputes;

/// <summary>One dispute with its evidence: the purchase, its credits, and their uses.</summary>
public sealed class DisputeModel(DisputeQueries disputes) : PageModel
{
    public DisputeDetails Record { get; private set; } = null!;

    public async Task<IActionResult> OnGetAsync(string id, CancellationToken cancellation)
    {
        if (await disputes.FindAsync(id, cancellation) is not { } record)
            return NotFound();
        Record = record;
        return Page();
    }
}
