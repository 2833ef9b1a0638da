using SeoRankGenius.Credits.Billing.Reconciliation;
using SeoRankGenius.Credits.Billing.Stripe;

namespace SeoRankGenius.Credits.Web.Background;

/// <summary>
/// Reconciles payments whose webhook never arrived, and compares each day with Stripe once. May run on any number of
/// instances at once. The period is also how long a webhook may take before Stripe is asked.
/// </summary>
public sealed class ReconciliationPass(
    MissedEvents events,
    OpenSubscriptions subscriptions,
    DailyReconciliation days,
    StripeOptions stripe,
    TimeProvider time,
    ILogger<ReconciliationPass> log) : RecurringPass(TimeSpan.FromSeconds(stripe.SweepSeconds), time, log)
{
    protected override bool IsEnabled => stripe.SecretKey is not null;

    protected override async Task RunAsync(CancellationToken stopping)
    {
        var age = TimeSpan.FromSeconds(stripe.SweepSeconds);
        await IsolateAsync(() => events.SweepAsync(age, stopping), stopping);
        await IsolateAsync(() => subscriptions.SweepAsync(age, stopping), stopping);
        await IsolateAsync(() => days.ProveAsync(stopping), stopping);
    }
}
