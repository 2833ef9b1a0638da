namespace SeoRankGenius.Credits.Web.Pages.Admin;

/// <summary>The back office's overview: what needs attention, the ledger check, today's figures.</summary>
public sealed class IndexModel(
    NeedsAttention attention,
    DashboardFigures figures,
    LedgerCheckRunner ledgerCheck,
    PriceList catalog) : PageModel
{
    public AttentionItems Attention { get; private set; } = null!;
    public Figures Figures { get; private set; } = null!;

    /// <summary>Today's payments, by currency.</summary>
    public string Revenue => Figures.PaidToday.Count == 0
        ? Format.Money(0, catalog.Currency)
        : string.Join(" and ", Figures.PaidToday);

    public async Task OnGetAsync(CancellationToken cancellation)
    {
        Attention = await attention.ReadAsync(cancellation);
        Figures = await figures.ReadAsync(cancellation);
    }

    /// <summary>Runs the ledger check now.</summary>
    public async Task<IActionResult> OnPostCheckAsync(CancellationToken cancellation)
    {
        await ledgerCheck.CheckAsync(cancellation);
        return RedirectToPage();
    }
}
