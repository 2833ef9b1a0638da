using SeoRankGenius.Credits.Billing.Events;
using SeoRankGenius.Credits.Billing.Stripe;
using Stripe;
using Stripe.Checkout;

namespace SeoRankGenius.Credits.Billing.Reconciliation;

/// <summary>
/// Compares Stripe's paid sessions, charges of saved cards, refunds and disputes, our purchases and the ledger, once
/// for each day.
/// </summary>
public sealed class DailyReconciliation(
    StripeGateway stripe,
    OffSessionPayments cards,
    ReturnedMoneyComparison returned,
    StripeOptions settings,
    Writer writer,
    Reader reader,
    TimeProvider time,
    ILogger<DailyReconciliation> log)
{
    // A bank debit takes some days, so a day's sessions are compared again on each of the next seven.
    private const int DaysBack = 7;
    private const int MostDifferences = 100;

    // A session is created at most this much later than its purchase; around midnight, the next day compares it.
    private static readonly TimeSpan LongestRequest = TimeSpan.FromMinutes(10);

    /// <summary>
    /// Writes the report of yesterday, UTC, unless it exists. May be repeated; of several instances at once, one
    /// writes. Throws <see cref="DependencyUnavailable"/> when Stripe cannot list its payments.
    /// </summary>
    public async Task<ItemCount> ReconcileAsync(CancellationToken cancellation)
    {
        var day = time.GetUtcNow().UtcDateTime.Date.AddDays(-1);
        if (settings.SecretKey is null
            || await reader.RunAsync(db => db.ReconciliationReports.AnyAsync(row => row.Day == day, cancellation)))
            return default;

        var payments = await PaidSessionsAsync(day, cancellation);
        payments.AddRange(await PaidChargesAsync(day, cancellation));
        var differences = payments.Select(NotCredited).OfType<string>().ToList();
        differences.AddRange(await NotPaidAsync(day, payments, cancellation));
        differences.AddRange(await returned.CompareAsync(Window(day), cancellation));
        differences.AddRange(
            (await reader.RunAsync(db => PurchaseVerifier.VerifyAsync(db, cancellation))).Discrepancies);

        var paid = payments.Where(payment => payment.CreatedAt >= day).ToList();
        await writer.RunAsync(
            async db =>
            {
                if (await db.ReconciliationReports.AnyAsync(row => row.Day == day))
                    return;
                db.ReconciliationReports.Add(ReconciliationReport.Of(
                    day, time.GetUtcNow().UtcDateTime, paid.ConvertAll(payment => payment.Money),
                    differences.Take(MostDifferences)));
                await db.SaveChangesAsync();
            },
            cancellation);
        log.Log(
            differences.Count > 0 ? LogLevel.Error : LogLevel.Information,
            "Reconciliation of {Day}: {Payments} payments, {Differences} differences",
            day, paid.Count, differences.Count);
        return new ItemCount(1, 0);
    }

    private async Task<List<Payment>> PaidSessionsAsync(DateTime day, CancellationToken cancellation)
    {
        var listed = await stripe.ListAsync(client => new SessionService(client).ListAutoPagingAsync(
            new SessionListOptions { Created = Window(day), Status = "complete", Limit = 100 },
            cancellationToken: cancellation));
        var sessions = listed.FindAll(session =>
            session.PaymentStatus is not "unpaid" && session.Metadata?.ContainsKey("purchase_id") == true);
        var ids = sessions.ConvertAll(session => session.Id);
        var purchases = await reader.RunAsync(db => db.Purchases
            .Where(row => ids.Contains(row.StripeSessionId!))
            .ToDictionaryAsync(row => row.StripeSessionId!, cancellation));
        return sessions.ConvertAll(session => new Payment(
            session.Id,
            new Money(session.AmountTotal ?? 0, session.Currency),
            session.Created,
            purchases.GetValueOrDefault(session.Id)));
    }

    // Charges of saved cards have no sessions. The payments of checkouts, which carry a purchase too, are left out.
    private async Task<List<Payment>> PaidChargesAsync(DateTime day, CancellationToken cancellation)
    {
        var events = await stripe.ListAsync(client => new EventService(client).ListAutoPagingAsync(
            new EventListOptions { Type = EventTypes.PaymentIntentSucceeded, Created = Window(day), Limit = 100 },
            cancellationToken: cancellation));
        var charges = events.Select(paid => paid.Data?.Object as PaymentIntent).OfType<PaymentIntent>().ToList();
        var ids = charges.Select(PaymentIntentEvents.PurchaseIdOf).OfType<Guid>().ToList();
        var purchases = await reader.RunAsync(db => db.Purchases
            .Where(row => row.Kind == PurchaseKind.Automatic && ids.Contains(row.Id))
            .ToDictionaryAsync(row => row.Id, cancellation));
        return
        [
            .. from charge in charges
               let purchase = purchases.GetValueOrDefault(PaymentIntentEvents.PurchaseIdOf(charge) ?? default)
               where purchase is not null
               select new Payment(
                   charge.Id, new Money(charge.Amount, charge.Currency), purchase.CreatedAt, purchase),
        ];
    }

    private static DateRangeOptions Window(DateTime day) =>
        new() { GreaterThanOrEqual = day.AddDays(-DaysBack), LessThan = day.AddDays(1) };

    private static string? NotCredited(Payment payment) => payment.Purchase switch
    {
        null => $"Stripe was paid {payment.Money} by session {payment.Id}, which no purchase has.",
        { Status: not PurchaseStatus.Paid } purchase =>
            $"Stripe was paid {payment.Money} for purchase {purchase.Id}, which is {purchase.Status}.",
        { PaidMinor: { } paid } purchase when new Money(paid, purchase.Currency) != payment.Money =>
            $"Stripe was paid {payment.Money} for purchase {purchase.Id}, "
            + $"which says {new Money(paid, purchase.Currency)}.",
        _ => null,
    };

    private async Task<List<string>> NotPaidAsync(
        DateTime day, List<Payment> payments, CancellationToken cancellation)
    {
        var paidIds = payments.Select(payment => payment.Purchase?.Id).ToHashSet();
        var (from, until) = (day.AddDays(-DaysBack), day.AddDays(1));
        var created = until - LongestRequest;
        var purchases = await reader.RunAsync(db => db.Purchases
            .Where(row => row.Status == PurchaseStatus.Paid
                && ((row.Kind == PurchaseKind.Automatic && row.PaidAt >= from && row.PaidAt < until)
                    || (row.Kind != PurchaseKind.Automatic && row.CreatedAt >= from && row.CreatedAt < created)))
            .ToListAsync(cancellation));
        var differences = new List<string>();
        foreach (var purchase in purchases.Where(row => !paidIds.Contains(row.Id)))
            if (purchase.Kind != PurchaseKind.Automatic)
                differences.Add($"Purchase {purchase.Id} is credited, but Stripe lists no paid session for it.");
            else if (await NotChargedAsync(purchase, cancellation) is { } difference)
                differences.Add(difference);
        return differences;
    }

    // Charged before these days and credited in them, or not charged at all: its own payment says which.
    private async Task<string?> NotChargedAsync(Purchase purchase, CancellationToken cancellation)
    {
        try
        {
            return await cards.FindAsync(purchase.StripePaymentIntentId ?? "none", cancellation)
                is { Status: "succeeded" }
                    ? null
                    : $"Purchase {purchase.Id} is credited, but its card was not charged.";
        }
        catch (Exception fault) when (fault is DependencyUnavailable or Refusal)
        {
            log.LogWarning(fault, "The payment of purchase {PurchaseId} could not be read", purchase.Id);
            return $"Purchase {purchase.Id} is credited, but its payment could not be read from Stripe.";
        }
    }

    /// <summary>A payment at Stripe for one of our purchases.</summary>
    private sealed record Payment(string Id, Money Money, DateTime CreatedAt, Purchase? Purchase);
}
