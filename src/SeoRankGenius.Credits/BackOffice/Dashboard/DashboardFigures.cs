namespace SeoRankGenius.Credits.BackOffice.Dashboard;

/// <summary>Totals for the start page: counts, whole credits, and money.</summary>
/// <param name="Licenses">All licenses.</param>
/// <param name="Sites">Connected sites but test sites.</param>
/// <param name="Credits">Credits in all pools but those of test sites.</param>
public sealed record Figures(int Licenses, int Sites, long Credits)
{
    /// <summary>Purchases that were credited today (UTC).</summary>
    public required int PaymentsToday { get; init; }

    /// <summary>The sum of their list prices, per currency.</summary>
    public required IReadOnlyList<Money> PaidToday { get; init; }

    /// <summary>Their credits.</summary>
    public required long CreditsToday { get; init; }

    public required int LicensesToday { get; init; }

    /// <summary>The sum of the invoices of plans whose period began today, per currency.</summary>
    public required IReadOnlyList<Money> PlansPaidToday { get; init; }

    /// <summary>Subscriptions that began today.</summary>
    public required int SubscriptionsToday { get; init; }
}

/// <summary>Counts for the start page. Reads only.</summary>
public sealed class DashboardFigures(Reader reader, TimeProvider time)
{
    public Task<Figures> ReadAsync(CancellationToken cancellation)
    {
        var today = time.GetUtcNow().UtcDateTime.Date;
        // Bank debits take at most 14 days, so older purchases cannot be paid today. The index is by order time.
        var oldest = today.AddDays(-14);
        return reader.RunAsync(async db =>
        {
            var paid = db.Purchases.Where(row =>
                row.Status == PurchaseStatus.Paid && row.CreatedAt >= oldest && row.PaidAt >= today);
            return new Figures(
                await db.Licenses.CountAsync(cancellation),
                await db.Sites.CountAsync(site => site.RemovedAt == null && !site.IsTest, cancellation),
                await db.Pools.Where(pool => !pool.IsTest).SumAsync(pool => pool.Balance, cancellation))
            {
                PaymentsToday = await paid.CountAsync(cancellation),
                PaidToday = await paid.GroupBy(row => row.Currency)
                    .Select(rows => new Money(rows.Sum(row => row.PriceMinor), rows.Key)).ToListAsync(cancellation),
                CreditsToday = await paid.SumAsync(row => row.Credits, cancellation),
                LicensesToday = await db.Licenses.CountAsync(row => row.CreatedAt >= today, cancellation),
                PlansPaidToday = await db.PlanInvoices.Where(row => row.StartsAt >= today).GroupBy(row => row.Currency)
                    .Select(rows => new Money(rows.Sum(row => row.PaidMinor ?? 0), rows.Key)).ToListAsync(cancellation),
                SubscriptionsToday = await db.Subscriptions.CountAsync(row => row.CreatedAt >= today, cancellation),
            };
        });
    }
}
