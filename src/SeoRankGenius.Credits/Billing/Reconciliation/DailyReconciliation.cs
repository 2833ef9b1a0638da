using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using SeoRankGenius.Credits.Billing.Purchases;
using SeoRankGenius.Credits.Billing.Stripe;
using SeoRankGenius.Credits.Data;
using Stripe;
using Stripe.Checkout;

namespace SeoRankGenius.Credits.Billing.Reconciliation;

/// <summary>The day's proof: Stripe's paid sessions and charges, our purchases and the ledger say the same.</summary>
public sealed class DailyReconciliation(
    StripeGateway stripe, ChargeReconciliation charges, StripeOptions settings, Writer writer, Reader reader,
        TimeProvider time,
    ILogger<DailyReconciliation> log)
{
    // A bank debit takes some days, so a day's sessions are looked at once more on each of the next seven.
    private const int DaysBack = 7;
    private const int MostSentences = 100;

    // A session is made this much later than its purchase at most: around midnight, the next proof looks at it.
    private static readonly TimeSpan Opening = TimeSpan.FromMinutes(10);

    /// <summary>
    /// Proves yesterday, UTC, unless that was done. May be repeated; of several instances at once, one writes. Throws
    /// <see cref="DependencyUnavailable"/> when Stripe can't be asked.
    /// </summary>
    public async Task ProveAsync(CancellationToken cancellation)
    {
        var day = time.GetUtcNow().UtcDateTime.Date.AddDays(-1);
        if (settings.SecretKey is null
            || await reader.RunAsync(db => db.ReconciliationReports.AnyAsync(row => row.Day == day, cancellation)))
            return;

        var sessions = await PaidSessionsAsync(day, cancellation);
        var differences = await CompareAsync(day, sessions, cancellation);
        var charged = await charges.CompareAsync(day.AddDays(-DaysBack), day.AddDays(1), cancellation);
        differences = [.. charged.Select(charge => charge.Difference).OfType<string>().Concat(differences)];
        var ofDay = sessions.Where(session => session.Created >= day).ToList();
        var chargedOfDay = charged.Where(charge => charge.CreatedAt >= day && charge.PaidCents > 0).ToList();
        var counted = new ReconciliationResult(
            ofDay.Count + chargedOfDay.Count,
            ofDay.Sum(session => session.AmountTotal ?? 0) + chargedOfDay.Sum(charge => charge.PaidCents),
            [.. differences.Take(MostSentences)]);
        await writer.RunAsync(
            async db =>
            {
                if (await db.ReconciliationReports.AnyAsync(row => row.Day == day))
                    return;
                db.ReconciliationReports.Add(ReconciliationReport.Of(day, time.GetUtcNow().UtcDateTime, counted));
                await db.SaveChangesAsync();
            },
            cancellation);
        log.Log(
            differences.Count > 0 ? LogLevel.Error : LogLevel.Information,
            "Proof of {Day}: {Sessions} payments, {Differences} differences",
            day, counted.Sessions, differences.Count);
    }

    private Task<List<Session>> PaidSessionsAsync(DateTime day, CancellationToken cancellation) => stripe.AskAsync(
        async client =>
        {
            var options = new SessionListOptions
            {
                Created = new DateRangeOptions
                {
                    GreaterThanOrEqual = day.AddDays(-DaysBack), LessThan = day.AddDays(1),
                },
                Status = "complete",
                Limit = 100,
            };
            var paid = new List<Session>();
            await foreach (var session in new SessionService(client)
                .ListAutoPagingAsync(options, cancellationToken: cancellation))
                if (session.PaymentStatus is not "unpaid" && session.Metadata?.ContainsKey("purchase_id") == true)
                    paid.Add(session);
            return paid;
        },
        "Stripe did not list its sessions.");

    private Task<List<string>> CompareAsync(
        DateTime day, List<Session> sessions, CancellationToken cancellation) => reader.RunAsync(async db =>
    {
        var ids = sessions.ConvertAll(session => session.Id);
        var (from, until) = (day.AddDays(-DaysBack), day.AddDays(1) - Opening);
        var purchases = await db.Purchases
            .Where(row => ids.Contains(row.StripeSessionId!)
                || (row.Status == PurchaseStatus.Paid && row.CreatedAt >= from && row.CreatedAt < until))
            .ToListAsync(cancellation);
        var ours = purchases.Where(row => row.StripeSessionId is not null)
            .ToDictionary(row => row.StripeSessionId!);
        var theirs = sessions.ToDictionary(session => session.Id);
        var ledger = await PurchaseVerifier.VerifyAsync(db, cancellation);
        return sessions.Select(session => NotCredited(session, ours.GetValueOrDefault(session.Id)))
            .Concat(purchases.Select(purchase => NotPaid(purchase, theirs)))
            .OfType<string>()
            .Concat(ledger.Discrepancies)
            .Take(MostSentences)
            .ToList();
    });

    private static string? NotCredited(Session session, Purchase? purchase)
    {
        var paid = new Money(session.AmountTotal ?? 0, session.Currency);
        return purchase switch
        {
            null => $"Stripe was paid {paid} by session {session.Id}, which no purchase has.",
            { Status: not PurchaseStatus.Paid } =>
                $"Stripe was paid {paid} for purchase {purchase.Id}, which is {purchase.Status}.",
            { PaidCents: { } cents } when cents != session.AmountTotal =>
                $"Stripe was paid {paid} for purchase {purchase.Id}, which says {new Money(cents, purchase.Currency)}.",
            _ => null,
        };
    }

    private static string? NotPaid(Purchase purchase, Dictionary<string, Session> theirs) =>
        purchase is { Status: PurchaseStatus.Paid, Kind: not PurchaseKind.Automatic }
        && (purchase.StripeSessionId is null || !theirs.ContainsKey(purchase.StripeSessionId))
            ? $"Purchase {purchase.Id} is credited, but Stripe lists no paid session for it."
            : null;
}
