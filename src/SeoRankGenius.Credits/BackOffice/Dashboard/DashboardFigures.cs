namespace SeoRankGenius.Credits.BackOffice.Dashboard;

/// <summary>Current totals: counts, and whole credits.</summary>
public sealed record FiguresNow(int Licenses, int Sites, long Credits);

/// <summary>Today's totals (UTC): counts, whole credits, and money.</summary>
/// <param name="Payments">Credited purchases.</param>
/// <param name="Paid">The sum of their list prices, per currency.</param>
/// <param name="Credits">Their credits.</param>
/// <param name="Licenses">New licenses.</param>
public sealed record FiguresToday(int Payments, IReadOnlyList<Money> Paid, long Credits, int Licenses);

/// <summary>Counts for the start page. Reads only.</summary>
public sealed class DashboardFigures(Reader reader, TimeProvider time)
{
    public Task<FiguresNow> ReadAsync(CancellationToken cancellation) => reader.RunAsync(async db => new FiguresNow(
        await db.Licenses.CountAsync(cancellation),
        await db.Sites.CountAsync(site => site.RemovedAt == null, cancellation),
        await db.Pools.SumAsync(pool => pool.Balance, cancellation)));

    public Task<FiguresToday> TodayAsync(CancellationToken cancellation)
    {
        var today = time.GetUtcNow().UtcDateTime.Date;
        // Bank debits take at most 14 days, so older purchases cannot be paid today. The index is by order time.
        var oldest = today.AddDays(-14);
        return reader.RunAsync(async db =>
        {
            var paid = db.Purchases.Where(row =>
                row.Status == PurchaseStatus.Paid && row.CreatedAt >= oldest && row.PaidAt >= today);
            return new FiguresToday(
                await paid.CountAsync(cancellation),
                await paid.GroupBy(row => row.Currency)
                    .Select(rows => new Money(rows.Sum(row => row.PriceMinor), rows.Key))
                    .ToListAsync(cancellation),
                await paid.SumAsync(row => row.Credits, cancellation),
                await db.Licenses.CountAsync(row => row.CreatedAt >= today, cancellation));
        });
    }
}
