namespace SeoRankGenius.Credits.Web.Background;

/// <summary>Returns the credits of expired holds. May run on any number of instances at once.</summary>
public sealed class HoldExpiryPass(
    Holding holding, IServiceScopeFactory scopes, TimeProvider time, ILogger<HoldExpiryPass> log)
    : RecurringPass(TimeSpan.FromSeconds(5), time, log)
{
    protected override async Task RunAsync(CancellationToken stopping)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<CreditsDb>();
        while (await holding.ExpireAsync(db, stopping) >= Holding.ExpiredAtOnce)
            stopping.ThrowIfCancellationRequested();
    }
}
