namespace SeoRankGenius.Credits.Web.Pages.Admin.Disputes;

/// <summary>One dispute with its evidence: the payment, its credits, and their uses.</summary>
public sealed class DisputeModel(DisputeQueries disputes) : PageModel
{
    public DisputeDetails Record { get; private set; } = null!;

    public async Task OnGetAsync(string id, CancellationToken cancellation) =>
        Record = await disputes.FindAsync(id, cancellation);
}
