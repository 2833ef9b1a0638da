using Microsoft.EntityFrameworkCore;
using SeoRankGenius.Credits.BackOffice.Adjustments;
using SeoRankGenius.Credits.BackOffice.Payments;
using SeoRankGenius.Credits.Billing.AutoTopUps;
using SeoRankGenius.Credits.Billing.Events;
using SeoRankGenius.Credits.Billing.Purchases;
using SeoRankGenius.Credits.Data;
using SeoRankGenius.Credits.Ledger;

namespace SeoRankGenius.Credits.BackOffice.Dashboard;

/// <summary>What waits for an admin. Each list holds its first few.</summary>
/// <param name="Unsettled">Checkouts that are over and debits that take long, of whose end Stripe told nothing.</param>
/// <param name="Flagged">Events that fit nothing that was sold and was not paid since.</param>
/// <param name="Late">How many of the last events came more than ten minutes late.</param>
/// <param name="ExpiredHolds">Holds whose time is over and whose credits were not given back.</param>
/// <param name="Runaways">Automatic top-ups that were stopped because they charged too often.</param>
/// <param name="Approvals">Requests that wait for a second admin.</param>
/// <param name="Ledger">The newest check of the ledger; null before the first.</param>
public sealed record AttentionItems(
    IReadOnlyList<PurchaseLine> Unsettled,
    IReadOnlyList<StoredEvent> Flagged,
    int Late,
    int ExpiredHolds,
    IReadOnlyList<Runaway> Runaways,
    int Approvals,
    LedgerCheck? Ledger)
{
    /// <summary>Is there nothing to do?</summary>
    public bool IsQuiet =>
        Unsettled.Count + Flagged.Count + Late + ExpiredHolds + Runaways.Count + Approvals == 0
        && Ledger is not { Discrepancies: > 0 };
}

/// <summary>An automatic top-up that was stopped because it charged too often.</summary>
public sealed record Runaway(Guid LicenseId, string Domain, DateTime StoppedAt);

/// <summary>Looks over what needs a person. Reads only, each question through an index.</summary>
public sealed class NeedsAttention(Reader reader, TimeProvider time)
{
    private const int Most = 10, LastEvents = 200;

    // Twice what the passes need that give holds back and ask Stripe.
    private static readonly TimeSpan Grace = TimeSpan.FromMinutes(10), HoldGrace = TimeSpan.FromMinutes(1);

    // The slowest bank debits take a fortnight.
    private static readonly TimeSpan LongestDebit = TimeSpan.FromDays(14);

    public Task<AttentionItems> ReadAsync(CancellationToken cancellation)
    {
        var now = time.GetUtcNow().UtcDateTime;
        return reader.RunAsync(async db =>
        {
            var holds = now - HoldGrace;
            return new AttentionItems(
                await UnsettledAsync(db, now, cancellation),
                await FlaggedAsync(db, cancellation),
                await LateAsync(db, cancellation),
                await db.Holds.CountAsync(
                    hold => hold.Status == HoldStatus.Open && hold.ExpiresAt < holds, cancellation),
                await RunawaysAsync(db, cancellation),
                await db.ApprovalRequests.CountAsync(
                    request => request.Status == ApprovalStatus.Waiting, cancellation),
                await db.LedgerChecks.OrderByDescending(check => check.At).FirstOrDefaultAsync(cancellation));
        });
    }

    private static Task<List<PurchaseLine>> UnsettledAsync(CreditsDb db, DateTime now, CancellationToken cancellation)
    {
        var (closed, debits) = (now - Grace, now - LongestDebit);
        return (
            from purchase in db.Purchases
            join site in db.Sites on purchase.SiteId equals site.Id
            join buyer in db.Users on purchase.BuyerId equals buyer.Id
            where (purchase.Status == PurchaseStatus.Open && purchase.ExpiresAt < closed)
                || (purchase.Status == PurchaseStatus.Pending && purchase.CreatedAt < debits)
            orderby purchase.CreatedAt
            select new PurchaseLine(purchase, site.Domain, buyer.Email!)).Take(Most).ToListAsync(cancellation);
    }

    private static Task<List<StoredEvent>> FlaggedAsync(CreditsDb db, CancellationToken cancellation) =>
        db.StoredEvents
            .Where(told => told.Outcome == EventOutcome.Flagged
                && !db.Purchases.Any(row => row.Id == told.PurchaseId && row.Status == PurchaseStatus.Paid))
            .OrderByDescending(told => told.ReceivedAt).Take(Most).ToListAsync(cancellation);

    private static Task<List<Runaway>> RunawaysAsync(CreditsDb db, CancellationToken cancellation) => (
        from topUp in db.AutoTopUps
        join site in db.Sites on topUp.SiteId equals site.Id
        where topUp.State == AutoTopUpState.Stopped && topUp.Trouble == AutoTopUpProblem.Runaway
        orderby topUp.TroubleAt descending
        select new Runaway(topUp.LicenseId, site.Domain, topUp.TroubleAt!.Value)).Take(Most).ToListAsync(cancellation);

    private static async Task<int> LateAsync(CreditsDb db, CancellationToken cancellation)
    {
        var last = await db.StoredEvents.OrderByDescending(told => told.ReceivedAt).Take(LastEvents)
            .Select(told => new { told.CreatedAt, told.ReceivedAt }).ToListAsync(cancellation);
        return last.Count(told => told.ReceivedAt - told.CreatedAt > Grace);
    }
}
