namespace SeoRankGenius.Credits.Web.Pages.Account.Purchases;

/// <summary>The owner's purchases and paid invoices of plans, with state, receipts, and "Check again".</summary>
[Access(Right.Bill)]
public sealed class PurchasesModel(PurchaseQueries purchases) : PageModel
{
    /// <summary>Newest first, without <see cref="Abandoned"/>.</summary>
    public IReadOnlyList<OwnedPayment> Payments { get; private set; } = [];

    /// <summary>Checkouts that ended without a payment. Newest first.</summary>
    public IReadOnlyList<OwnedPayment> Abandoned { get; private set; } = [];

    /// <summary>The query of the next page; null on the last one.</summary>
    public string? Next { get; private set; }

    /// <summary>This is not the first page.</summary>
    public bool IsOlder { get; private set; }

    /// <summary>The purchase that was just checked with Stripe; null for none.</summary>
    public OwnedPurchase? Checked { get; private set; }

    public bool IsStripeUnreachable { get; private set; }

    public async Task OnGetAsync(
        [FromQuery(Name = "checked")] Guid? checkedId, bool unreachable, long? before, CancellationToken cancellation)
    {
        DateTime? until = before is >= 0 and var ticks && ticks <= DateTime.MaxValue.Ticks
            ? new DateTime(ticks, DateTimeKind.Utc)
            : null;
        var page = await purchases.ListAsync(HttpContext.Viewer(), until, cancellation);
        var parts = page.Payments.ToLookup(payment => PurchaseSummary.IsAbandoned(payment.Paid));
        (Payments, Abandoned) = ([.. parts[false]], [.. parts[true]]);
        Next = page.Next is { } next ? FormattableString.Invariant($"?before={next.Ticks}") : null;
        IsOlder = until is not null;
        if (checkedId is { } id)
            Checked = await purchases.FindAsync(HttpContext.Viewer(), id, cancellation);
        IsStripeUnreachable = unreachable;
    }
}
