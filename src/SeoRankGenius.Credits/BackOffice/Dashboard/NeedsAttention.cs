using SeoRankGenius.Credits.BackOffice.Adjustments;
using SeoRankGenius.Credits.BackOffice.Payments;
using SeoRankGenius.Credits.Billing.AutoTopUps;
using SeoRankGenius.Credits.Billing.Events;
using SeoRankGenius.Credits.Billing.Reconciliation;
using SeoRankGenius.Credits.Billing.Refunds;

namespace SeoRankGenius.Credits.BackOffice.Dashboard;

/// <summary>An automatic top-up that was stopped because it charged too often.</summary>
public sealed record Runaway(Guid PoolId, Guid LicenseId, string Domain, DateTime StoppedAt);

/// <summary>A purchase whose credits were spent before its money was returned.</summary>
/// <param name="PurchaseId">The purchase.</param>
/// <param name="Site">The domain that it was bought for.</param>
/// <param name="Shortfall">Whole credits that could not be taken back.</param>
/// <param name="Credits">Whole credits that were bought.</param>
public sealed record PurchaseShortfall(Guid PurchaseId, string Site, long Shortfall, long Credits);

/// <summary>A period of a plan whose credits were spent before its money was returned or the plan changed.</summary>
public sealed record PlanShortfall(Guid LicenseId, string KeyHint, string Plan, long Shortfall, long Credits);

/// <summary>
/// A dispute that is not closed, with the domain of its purchase, else null: then it is about a plan's invoice.
/// </summary>
public sealed record OpenDispute(Dispute Dispute, string? Site, string Currency)
{
    public Money Amount => new(Dispute.AmountMinor, Currency);
}

/// <summary>What requires an admin's attention. Each list holds its first few items.</summary>
public sealed record AttentionItems
{
    /// <summary>
    /// Purchases without a result from Stripe: the checkout has expired, or the debit takes too long.
    /// </summary>
    public required IReadOnlyList<PurchaseLine> Unsettled { get; init; }

    /// <summary>Flagged events that no admin has resolved; see <see cref="FlaggedEvents"/>.</summary>
    public required IReadOnlyList<StoredEvent> Flagged { get; init; }

    /// <summary>How many of the latest events arrived more than ten minutes late.</summary>
    public required int Late { get; init; }

    /// <summary>Expired holds whose credits were not returned.</summary>
    public required int ExpiredHolds { get; init; }

    public required IReadOnlyList<Runaway> Runaways { get; init; }

    /// <summary>Requests waiting for a second admin.</summary>
    public required int Approvals { get; init; }

    /// <summary>The newest check of the ledger; null before the first.</summary>
    public required LedgerCheck? Ledger { get; init; }

    /// <summary>The last reconciliation pass of this instance; null before the first.</summary>
    public required PassResult? Reconciliation { get; init; }

    /// <summary>The newest daily report; null before the first.</summary>
    public required ReconciliationReport? Report { get; init; }

    public required IReadOnlyList<PurchaseShortfall> Shortfalls { get; init; }

    public required IReadOnlyList<PlanShortfall> PlanShortfalls { get; init; }

    public required IReadOnlyList<OpenDispute> Disputes { get; init; }

    /// <summary>E-mails that were given up.</summary>
    public required IReadOnlyList<OutboxMail> FailedMails { get; init; }

    /// <summary>The differences of the newest daily report, unless an admin resolved them.</summary>
    public required IReadOnlyList<string> Differences { get; init; }
}

/// <summary>Reads what requires an admin's attention. Reads only; each query uses an index.</summary>
public sealed class NeedsAttention(
    Reader reader, ReconciliationRunner reconciliation, TimeProvider time)
{
    private const int Most = 10, LastEvents = 200;

    // Twice the interval of the passes that expire holds and reconcile payments.
    private static readonly TimeSpan Grace = TimeSpan.FromMinutes(10), HoldGrace = TimeSpan.FromMinutes(1);

    // The slowest bank debits take 14 days.
    private static readonly TimeSpan LongestDebit = TimeSpan.FromDays(14);

    private static readonly DisputeStatus[] ClosedDisputes =
        [DisputeStatus.InquiryClosed, DisputeStatus.Prevented, DisputeStatus.Lost, DisputeStatus.Won];

    public Task<AttentionItems> ReadAsync(CancellationToken cancellation)
    {
        var now = time.GetUtcNow().UtcDateTime;
        var holds = now - HoldGrace;
        return reader.RunAsync(async db =>
        {
            var report = await db.ReconciliationReports.OrderByDescending(row => row.Day)
                .FirstOrDefaultAsync(cancellation);
            var reportId = report?.SubjectId;
            return new AttentionItems
            {
                Unsettled = await UnsettledAsync(db, now, cancellation),
                Flagged = await FlaggedEvents.ListAsync(db, Most, cancellation),
                Late = await LateAsync(db, cancellation),
                ExpiredHolds = await db.Holds.CountAsync(
                    hold => hold.Status == HoldStatus.Open && hold.ExpiresAt < holds, cancellation),
                Runaways = await RunawaysAsync(db, cancellation),
                Approvals = await db.ApprovalRequests.CountAsync(
                    request => request.Status == ApprovalStatus.Waiting, cancellation),
                Ledger = await db.LedgerChecks.OrderByDescending(check => check.At).FirstOrDefaultAsync(cancellation),
                Reconciliation = reconciliation.Last,
                Report = report,
                FailedMails = await db.OutboxMails
                    .Where(mail => mail.DueAt == null && mail.SentAt == null
                        && !db.Resolutions.Any(row => row.SubjectId == mail.Id))
                    .OrderByDescending(mail => mail.CreatedAt).Take(Most).ToListAsync(cancellation),
                Differences = report is { Agrees: false }
                    && !await db.Resolutions.AnyAsync(row => row.SubjectId == reportId, cancellation)
                        ? report.Differences.Split('\n')
                        : [],
                Shortfalls = await ShortfallsAsync(db, cancellation),
                PlanShortfalls = await PlanShortfallsAsync(db, cancellation),
                Disputes = await DisputesAsync(db, cancellation),
            };
        });
    }

    private static Task<List<PurchaseLine>> UnsettledAsync(CreditsDb db, DateTime now, CancellationToken cancellation)
    {
        var (closed, debits) = (now - Grace, now - LongestDebit);
        return PurchaseLine.Of(db)
            .Where(line => (line.Purchase.Status == PurchaseStatus.Open && line.Purchase.ExpiresAt < closed)
                || (line.Purchase.Status == PurchaseStatus.Pending && line.Purchase.CreatedAt < debits))
            .OrderBy(line => line.Purchase.CreatedAt).Take(Most).ToListAsync(cancellation);
    }

    private static async Task<int> LateAsync(CreditsDb db, CancellationToken cancellation)
    {
        var last = await db.StoredEvents.OrderByDescending(stored => stored.ReceivedAt).Take(LastEvents)
            .Select(stored => new { stored.CreatedAt, stored.ReceivedAt }).ToListAsync(cancellation);
        return last.Count(stored => stored.ReceivedAt - stored.CreatedAt > Grace);
    }

    private static Task<List<Runaway>> RunawaysAsync(CreditsDb db, CancellationToken cancellation) => (
        from topUp in db.AutoTopUps
        join site in db.Sites on topUp.SiteId equals site.Id
        where topUp.State == AutoTopUpState.Stopped && topUp.Problem == AutoTopUpProblem.Runaway
            && !db.Resolutions.Any(row => row.SubjectId == topUp.PoolId && row.At >= topUp.ProblemAt)
        orderby topUp.ProblemAt descending
        select new Runaway(topUp.PoolId, topUp.LicenseId, site.Domain, topUp.ProblemAt!.Value))
        .Take(Most).ToListAsync(cancellation);

    private static Task<List<PurchaseShortfall>> ShortfallsAsync(CreditsDb db, CancellationToken cancellation) => (
        from purchase in db.Purchases
        join site in db.Sites on purchase.SiteId equals site.Id
        where purchase.Shortfall > 0 && !db.Resolutions.Any(row => row.SubjectId == purchase.Id
            && (purchase.ShortfallAt == null || row.At >= purchase.ShortfallAt))
        orderby purchase.CreatedAt descending
        select new PurchaseShortfall(purchase.Id, site.Domain, purchase.Shortfall, purchase.Credits))
        .Take(Most).ToListAsync(cancellation);

    private static Task<List<PlanShortfall>> PlanShortfallsAsync(CreditsDb db, CancellationToken cancellation) => (
        from invoice in db.PlanInvoices
        join license in db.Licenses on invoice.LicenseId equals license.Id
        where invoice.Shortfall > 0 && !db.Resolutions.Any(row => row.SubjectId == invoice.LicenseId
            && (invoice.ShortfallAt == null || row.At >= invoice.ShortfallAt))
        orderby invoice.StartsAt descending
        select new PlanShortfall(license.Id, license.KeyHint, invoice.Plan, invoice.Shortfall, invoice.Credits))
        .Take(Most).ToListAsync(cancellation);

    private static Task<List<OpenDispute>> DisputesAsync(CreditsDb db, CancellationToken cancellation) => (
        from dispute in db.Disputes
        join purchase in db.Purchases on dispute.PurchaseId equals (Guid?)purchase.Id into purchases
        from purchase in purchases.DefaultIfEmpty()
        join site in db.Sites on purchase.SiteId equals site.Id into sites
        from site in sites.DefaultIfEmpty()
        join invoice in db.PlanInvoices on dispute.InvoiceId equals invoice.Id into invoices
        from invoice in invoices.DefaultIfEmpty()
        where !ClosedDisputes.Contains(dispute.Status)
        orderby dispute.EvidenceDueAt ?? dispute.CreatedAt
        select new OpenDispute(dispute, site.Domain, purchase.Currency ?? invoice.Currency))
        .Take(Most).ToListAsync(cancellation);
}
