namespace SeoRankGenius.Credits.Web.Background;

/// <summary>
/// Verifies the ledger every six hours. With several instances, the first one due runs the check; the others see its
/// result.
/// </summary>
public sealed class LedgerCheckPass(LedgerCheckRunner runner, TimeProvider time, ILogger<LedgerCheckPass> log)
    : RecurringPass(TimeSpan.FromMinutes(10), time, log)
{
    private static readonly TimeSpan Interval = TimeSpan.FromHours(6);

    protected override async Task RunAsync(CancellationToken stopping)
    {
        if (await runner.LastAsync(stopping) is { } last && Time.GetUtcNow().UtcDateTime - last.At < Interval)
            return;
        var check = await runner.CheckAsync(stopping);
        if (check.Discrepancies > 0)
            Log.LogCritical("The ledger does not add up: {Count}, {First}", check.Discrepancies, check.First);
    }
}
