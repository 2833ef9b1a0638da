using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using SeoRankGenius.Credits.BackOffice.Dashboard;
using SeoRankGenius.Credits.Catalog;
using SeoRankGenius.Credits.Web.Formatting;

namespace SeoRankGenius.Credits.Web.Pages.Admin;

/// <summary>Where admins start: what needs them, and how today goes.</summary>
public sealed class IndexModel(
    NeedsAttention attention,
    DashboardFigures figures,
    LedgerCheckRunner checking,
    PriceList catalog,
    TimeProvider time) : PageModel
{
    public AttentionItems Concerns { get; private set; } = null!;

    /// <summary>Is there nothing to do?</summary>
    public bool IsQuiet => Concerns.IsQuiet;

    public FiguresNow Figures { get; private set; } = null!;

    public FiguresToday Today { get; private set; } = null!;

    /// <summary>What today's payments are worth.</summary>
    public string Worth => Today.Paid.Count == 0
        ? Format.Money(0, catalog.Currency)
        : string.Join(" and ", Today.Paid);

    public DateTime Now { get; } = time.GetUtcNow().UtcDateTime;

    public async Task OnGetAsync(CancellationToken cancellation)
    {
        Concerns = await attention.ReadAsync(cancellation);
        Figures = await figures.ReadAsync(cancellation);
        Today = await figures.TodayAsync(cancellation);
    }

    /// <summary>Adds the ledger up now.</summary>
    public async Task<IActionResult> OnPostCheckAsync(CancellationToken cancellation)
    {
        await checking.CheckAsync(cancellation);
        return RedirectToPage();
    }
}
