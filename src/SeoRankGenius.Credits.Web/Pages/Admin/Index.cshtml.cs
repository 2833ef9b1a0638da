namespace SeoRankGenius.Credits.Web.Pages.Admin;

/// <summary>The back office's overview: what needs attention, the ledger check, today's figures.</summary>
public sealed class IndexModel(
    NeedsAttention attention,
    DashboardFigures figures,
    LedgerCheckRunner ledgerCheck,
    PriceList catalog) : PageModel
{
    public AttentionItems Attention { get; private set; } = null!;

    /// <summary>Nothing needs attention.</summary>
    public bool IsQuiet => Attention.IsQuiet;

    public FiguresNow Figures { get; private set; } = null!;

    public FiguresToday Today { get; private set; } = null!;

    /// <summary>Today's payments, by currency.</summary>
    public string Revenue => Today.Paid.Count == 0
        ? Format.Money(0, catalog.Currency)
        : string.Join(" and ", Today.Paid);

    public async Task OnGetAsync(CancellationToken cancellation)
    {
        Attention = await attention.ReadAsync(cancellation);
        Figures = await figures.ReadAsync(cancellation);
        Today = await figures.TodayAsync(cancellation);
    }

    /// <summary>Runs the ledger check now.</summary>
    public async Task<IActionResult> OnPostCheckAsync(CancellationToken cancellation)
    {
        await ledgerCheck.CheckAsync(cancellation);
        return RedirectToPage();
    }
}
