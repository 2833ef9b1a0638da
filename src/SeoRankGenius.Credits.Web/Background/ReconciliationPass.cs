namespace SeoRankGenius.Credits.Web.Background;

/// <summary>
/// Reconciles payments whose webhook never arrived, and compares each day with Stripe once. May run on any number of
/// instances at once. The period is also how long a webhook may take before Stripe is asked.
/// </summary>
public sealed class ReconciliationPass(
    ReconciliationRunner reconciliation, StripeOptions stripe, TimeProvider time, ILogger<ReconciliationPass> log)
    : RecurringPass(TimeSpan.FromSeconds(stripe.SweepSeconds), time, log)
{
    protected override bool IsEnabled => stripe.SecretKey is not null;

    protected override Task RunAsync(CancellationToken stopping) =>
        reconciliation.RunAsync(TimeSpan.FromSeconds(stripe.SweepSeconds), stopping);
}
