namespace SeoRankGenius.Credits.Web.Pages.Admin.Payments;

/// <summary>All purchases, newest first, and the sums of a range of days.</summary>
public sealed class IndexModel(PaymentQueries payments, TimeProvider time) : PageModel
{
    // A range is needed so that the sums do not read every purchase.
    private const int DefaultDays = 30;

    public PaymentFilter Filter { get; private set; } = null!;
    public PurchasePage Results { get; private set; } = null!;

    /// <summary>The sums of the paid purchases of the range, by currency.</summary>
    public IReadOnlyList<PaymentTotals> Totals { get; private set; } = [];

    /// <summary>The range that the sums are of.</summary>
    public string Range => (Filter.From, Filter.To?.AddDays(-1)) switch
    {
        (null, null) => $"Last {DefaultDays} days",
        ({ } from, null) => $"Since {Format.Date(from)}",
        (null, { } to) => $"Until {Format.Date(to)}",
        ({ } from, { } to) => $"{Format.Date(from)} to {Format.Date(to)}",
    };

    public async Task OnGetAsync([FromQuery] Fields query, Guid? behind, CancellationToken cancellation)
    {
        Filter = new PaymentFilter(query.Status, query.From.StartOfDay(), query.To.EndOfDay());
        Results = await payments.ListAsync(behind, Filter, cancellation);
        var range = Filter is { From: null, To: null }
            ? Filter with { From = time.GetUtcNow().UtcDateTime.Date.AddDays(1 - DefaultDays) }
            : Filter;
        Totals = await payments.TotalsAsync(range, cancellation);
    }

    /// <summary>The query of the next page.</summary>
    public object Query(Guid behind) => new
    {
        behind, Filter.Status,
        from = Filter.From is { } from ? Format.IsoDate(from) : null,
        to = Filter.To is { } to ? Format.IsoDate(to.AddDays(-1)) : null,
    };

    /// <summary>The address's query. Days in UTC, both included.</summary>
    public sealed record Fields
    {
        public PurchaseStatus? Status { get; init; }
        public DateOnly? From { get; init; }
        public DateOnly? To { get; init; }
    }
}
