using SeoRankGenius.Credits.Billing.Refunds;
using SeoRankGenius.Credits.Billing.Subscriptions;

namespace SeoRankGenius.Credits.Billing.Purchases;

/// <summary>A purchase of an owner, or a paid invoice of a plan.</summary>
/// <param name="Paid">The purchase or the invoice.</param>
/// <param name="For">The domain of the site; for a plan, the license's first site, else the end of its key.</param>
/// <param name="At">When it was ordered; of a plan, when the paid period began. UTC.</param>
public sealed record OwnedPayment(PaidCredits Paid, string For, DateTime At);

/// <summary>A page of payments, the newest first.</summary>
/// <param name="Payments">At most one page, and what has the time of its last.</param>
/// <param name="Next">The time before which the next page begins. UTC; null on the last page.</param>
public sealed record PaymentPage(IReadOnlyList<OwnedPayment> Payments, DateTime? Next);

/// <summary>A purchase and the domain of its site.</summary>
public sealed record OwnedPurchase
{
    public required Purchase Purchase { get; init; }

    public required string Domain { get; init; }
}

/// <summary>
/// Purchases of the licenses for which a viewer has the right. The right is part of each query, so any other purchase
/// is not found. Reads only.
/// </summary>
public sealed class PurchaseQueries(CreditsDb db)
{
    /// <summary>Payments on a page.</summary>
    public const int PageSize = 50;

    /// <summary>
    /// A page of the viewer's purchases and paid invoices of plans; null for the newest. A viewer of one site sees its
    /// purchases only.
    /// </summary>
    public async Task<PaymentPage> ListAsync(Viewer viewer, DateTime? before, CancellationToken cancellation)
    {
        var purchases = Of(viewer).Where(owned => before == null || owned.Purchase.CreatedAt < before);
        var invoices = InvoicesOf(viewer).Where(owned => before == null || owned.Invoice.StartsAt < before);
        var times = (await LatestAsync(purchases.Select(owned => owned.Purchase.CreatedAt)))
            .Concat(await LatestAsync(invoices.Select(owned => owned.Invoice.StartsAt))).OrderDescending().ToList();
        // A page ends between two times, so what has the time of its last is on it.
        var last = times.Count < PageSize ? DateTime.MinValue : times[PageSize - 1];
        var page = (await purchases.Where(owned => owned.Purchase.CreatedAt >= last).ToListAsync(cancellation))
            .Select(owned => new OwnedPayment(owned.Purchase, owned.Domain, owned.Purchase.CreatedAt))
            .Concat((await invoices.Where(owned => owned.Invoice.StartsAt >= last).ToListAsync(cancellation))
                .Select(owned => new OwnedPayment(owned.Invoice, owned.For, owned.Invoice.StartsAt)))
            .OrderByDescending(payment => payment.At);
        var hasOlder = await purchases.AnyAsync(owned => owned.Purchase.CreatedAt < last, cancellation)
            || await invoices.AnyAsync(owned => owned.Invoice.StartsAt < last, cancellation);
        return new PaymentPage([.. page], hasOlder ? last : null);

        Task<List<DateTime>> LatestAsync(IQueryable<DateTime> of) =>
            of.OrderByDescending(at => at).Take(PageSize).ToListAsync(cancellation);
    }

    /// <summary>The viewer's paid invoice of a plan with Stripe's id; null when it is not theirs.</summary>
    public Task<PlanInvoice?> FindInvoiceAsync(Viewer viewer, string invoiceId, CancellationToken cancellation) =>
        InvoicesOf(viewer).Where(owned => owned.Invoice.Id == invoiceId).Select(owned => owned.Invoice)
            .SingleOrDefaultAsync(cancellation);

    /// <summary>The viewer's purchase with this id; null when it is not theirs.</summary>
    public Task<OwnedPurchase?> FindAsync(Viewer viewer, Guid purchaseId, CancellationToken cancellation) =>
        Of(viewer).SingleOrDefaultAsync(owned => owned.Purchase.Id == purchaseId, cancellation);

    /// <summary>The viewer's purchase that has this session at Stripe; null when it is not theirs.</summary>
    public Task<OwnedPurchase?> FindAsync(Viewer viewer, string sessionId, CancellationToken cancellation) =>
        Of(viewer).SingleOrDefaultAsync(owned => owned.Purchase.StripeSessionId == sessionId, cancellation);

    private IQueryable<OwnedInvoice> InvoicesOf(Viewer viewer) =>
        InvoicesOf(viewer, AccountAccess.LicenseIds(db, viewer));

    private IQueryable<OwnedInvoice> InvoicesOf(Viewer viewer, IQueryable<Guid> mine) =>
        from invoice in db.PlanInvoices.AsNoTracking()
        join license in db.Licenses on invoice.LicenseId equals license.Id
        where mine.Contains(license.Id) && viewer.OnlySiteId == null
        select new OwnedInvoice
        {
            Invoice = invoice,
            For = db.Sites.Where(site => site.LicenseId == license.Id && site.RemovedAt == null)
                .OrderBy(site => site.CreatedAt).Select(site => site.Domain).FirstOrDefault()
                ?? "License …" + license.KeyHint,
        };

    private sealed record OwnedInvoice
    {
        public required PlanInvoice Invoice { get; init; }

        public required string For { get; init; }
    }

    private IQueryable<OwnedPurchase> Of(Viewer viewer) => Of(viewer, AccountAccess.LicenseIds(db, viewer));

    private IQueryable<OwnedPurchase> Of(Viewer viewer, IQueryable<Guid> mine) =>
        from purchase in db.Purchases.AsNoTracking()
        join site in db.Sites on purchase.SiteId equals site.Id
        where mine.Contains(purchase.LicenseId) && (viewer.OnlySiteId == null || site.Id == viewer.OnlySiteId)
        select new OwnedPurchase { Purchase = purchase, Domain = site.Domain };
}
