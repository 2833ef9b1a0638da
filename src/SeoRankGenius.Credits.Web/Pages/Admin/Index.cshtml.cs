namespace SeoRankGenius.Credits.Web.Pages.Admin;

/// <summary>The back office's overview: what needs attention, the checks, today's figures.</summary>
public sealed class IndexModel(
    NeedsAttention attention,
    ResolveAttention resolve,
    DashboardFigures figures,
    SubscriptionQueries subscriptions,
    LedgerCheckRunner ledgerCheck,
    PriceList catalog,
    TimeProvider time) : PageModel
{
    public AttentionItems Attention { get; private set; } = null!;
    public IReadOnlyList<AttentionLine> Lines { get; private set; } = [];
    public Figures Figures { get; private set; } = null!;

    /// <summary>Subscriptions that pay, and their prices a month.</summary>
    public (int Paying, IReadOnlyList<Money> Monthly) Subscriptions { get; private set; }

    /// <summary>Amounts by currency; zero for none.</summary>
    public string Sum(IReadOnlyList<Money> amounts) =>
        amounts.Count == 0 ? Format.Money(0, catalog.Currency) : string.Join(" and ", amounts);

    public async Task OnGetAsync(CancellationToken cancellation)
    {
        Attention = await attention.ReadAsync(cancellation);
        Lines = [.. AttentionLine.Of(Attention, time)];
        Figures = await figures.ReadAsync(cancellation);
        Subscriptions = await subscriptions.TotalsAsync(cancellation);
    }

    /// <summary>Runs the ledger check now.</summary>
    public async Task<IActionResult> OnPostCheckAsync(CancellationToken cancellation)
    {
        await ledgerCheck.CheckAsync(cancellation);
        return RedirectToPage();
    }

    /// <summary>Takes an item off the list, with a reason.</summary>
    public async Task<IActionResult> OnPostResolveAsync(Guid subject, string? reason, CancellationToken cancellation)
    {
        if (await this.TryAsync(() => resolve.ResolveAsync(HttpContext.Actor(), subject, reason, cancellation)))
            return RedirectToPage();
        await OnGetAsync(cancellation);
        return Page();
    }
}
