// EF translates string.Compare, and the column's collation decides.
#pragma warning disable CA1309

using SeoRankGenius.Credits.Billing.Subscriptions;

namespace SeoRankGenius.Credits.BackOffice.Payments;

/// <summary>A subscription with its license and its price.</summary>
/// <param name="Subscription">As Stripe last described it.</param>
/// <param name="License">The first connected site, else the owner's address.</param>
/// <param name="Owner">The owner's e-mail address.</param>
/// <param name="Plan">Display name of the plan.</param>
/// <param name="Price">A month, as Stripe has it.</param>
public sealed record SubscriptionLine(
    Subscription Subscription, string License, string Owner, string Plan, Money Price);

/// <summary>A page of subscriptions, the newest first.</summary>
/// <param name="Lines">At most one page.</param>
/// <param name="Next">The subscription after which the next page begins; null on the last page.</param>
/// <param name="Paying">Subscriptions that are active or past due, on all pages.</param>
/// <param name="Monthly">The sums of their prices, one per currency.</param>
public sealed record SubscriptionPage(
    IReadOnlyList<SubscriptionLine> Lines, string? Next, int Paying, IReadOnlyList<Money> Monthly);

/// <summary>Lists subscriptions for admins. Reads only.</summary>
public sealed class SubscriptionQueries(Reader reader, PriceList catalog)
{
    private const int PageSize = 50;

    /// <summary>The page after a subscription; null for the newest. With a status, only those that have it.</summary>
    public Task<SubscriptionPage> ListAsync(
        string? after, SubscriptionStatus? status, CancellationToken cancellation) => reader.RunAsync(async db =>
    {
        var rows = db.Subscriptions.Where(row => status == null || row.Status == status);
        if (await db.Subscriptions.SingleOrDefaultAsync(row => row.Id == after, cancellation) is { } last)
            rows = rows.Where(row => row.CreatedAt < last.CreatedAt
                || (row.CreatedAt == last.CreatedAt && string.Compare(row.Id, last.Id) < 0));
        var page = await (
            from row in rows.OrderByDescending(row => row.CreatedAt).ThenByDescending(row => row.Id).Take(PageSize + 1)
            join license in db.Licenses on row.LicenseId equals license.Id
            join owner in db.Users on license.OwnerId equals owner.Id
            orderby row.CreatedAt descending, row.Id descending
            select new
            {
                Subscription = row,
                owner.Email,
                Domain = db.Sites.Where(site => site.LicenseId == license.Id && site.RemovedAt == null)
                    .OrderBy(site => site.CreatedAt).Select(site => site.Domain).FirstOrDefault(),
            }).ToListAsync(cancellation);
        var lines = page.Take(PageSize).Select(row => new SubscriptionLine(
            row.Subscription, row.Domain ?? row.Email!, row.Email!, catalog.PlanOf(row.Subscription.Plan).Name,
            new Money(row.Subscription.PriceMinor, row.Subscription.Currency))).ToList();
        var (paying, monthly) = await TotalsAsync(db, cancellation);
        return new SubscriptionPage(lines, page.Count > PageSize ? lines[^1].Subscription.Id : null, paying, monthly);
    });

    /// <summary>The subscriptions that are active or past due, and the sums of their prices a month.</summary>
    public Task<(int Paying, IReadOnlyList<Money> Monthly)> TotalsAsync(CancellationToken cancellation) =>
        reader.RunAsync(db => TotalsAsync(db, cancellation));

    private static async Task<(int Paying, IReadOnlyList<Money> Monthly)> TotalsAsync(
        CreditsDb db, CancellationToken cancellation)
    {
        var sums = await db.Subscriptions
            .Where(row => row.Status == SubscriptionStatus.Active || row.Status == SubscriptionStatus.PastDue)
            .GroupBy(row => row.Currency)
            .Select(rows => new { rows.Key, Count = rows.Count(), Minor = rows.Sum(row => row.PriceMinor) })
            .ToListAsync(cancellation);
        return (
            sums.Sum(sum => sum.Count),
            Money.Sums(sums.Select(sum => new Money(sum.Minor, sum.Key))));
    }
}
