namespace SeoRankGenius.Credits.Identity;

/// <summary>One attempt to sign in, to enter a code, or to confirm an identity.</summary>
/// <param name="Account">The account's id; for an unknown address, the address.</param>
/// <param name="Network">The address that it comes from; a whole network of IPv6.</param>
/// <param name="Device">A browser that has signed in to this account before; null for another one.</param>
/// <param name="Step">What is tried: <c>password</c>, <c>code</c>.</param>
public sealed record SignInAttempt(string Account, string Network, string? Device, string Step)
{
    /// <summary>
    /// What is counted, with the number of failures that have no delay. A browser that the account knows counts for
    /// itself, so nobody else can delay it. A code follows the right password, so its failures count in every network.
    /// </summary>
    internal IReadOnlyList<(string Key, int Free)> Counters => Device is not null
        ? [(Hash("device", Account, Device), 5)]
        : Step == "password"
            ? [(Hash("network", Network), 50), (Hash("both", Account, Network), 5), (Hash("account", Account), 100)]
            : [(Hash("step", Account), 5)];

    private string Hash(params string[] parts) => Secret.Hash(string.Join('\n', [Step, .. parts]));
}

/// <summary>Failed attempts for one key, and until when further ones are refused.</summary>
public sealed class SignInCounter
{
    /// <summary>A hash of what is counted.</summary>
    public string Key { get; internal set; } = "";

    public int Failures { get; internal set; }

    /// <summary>UTC.</summary>
    public DateTime LastAt { get; internal set; }

    /// <summary>UTC; null without a delay.</summary>
    public DateTime? BlockedUntil { get; internal set; }
}

/// <summary>
/// Limits guessing. Attempts are counted in the database before a password is hashed, so the limits hold for parallel
/// attempts and across instances. After some failures each further one doubles the delay, up to 15 minutes.
/// </summary>
public sealed class SignInLimits(Writer writer, TimeProvider time)
{
    private const int MostDoublings = 5;

    private static readonly TimeSpan
        FirstDelay = TimeSpan.FromSeconds(30), LongestDelay = TimeSpan.FromMinutes(15),
        Forgotten = TimeSpan.FromHours(1);

    /// <summary>Counts an attempt as a failure for now. False when it is too early and must not be checked.</summary>
    public Task<bool> TryAsync(SignInAttempt attempt) => writer.RunAsync(async db =>
    {
        var now = time.GetUtcNow().UtcDateTime;
        var keys = attempt.Counters.Select(counter => counter.Key).ToList();
        if (await db.SignInCounters.AnyAsync(row => keys.Contains(row.Key) && row.BlockedUntil > now))
            return false;
        foreach (var (key, free) in attempt.Counters)
            await CountAsync(db, key, free, now);
        return true;
    });

    /// <summary>Takes back what the attempt counted, since it succeeded.</summary>
    public Task SucceededAsync(SignInAttempt attempt) => writer.RunAsync(async db =>
    {
        var own = attempt.Counters.Where(counter => counter.Free <= 5).Select(counter => counter.Key).ToList();
        var shared = attempt.Counters.Where(counter => counter.Free > 5).Select(counter => counter.Key).ToList();
        await db.SignInCounters.Where(row => own.Contains(row.Key)).ExecuteDeleteAsync();
        await db.SignInCounters.Where(row => shared.Contains(row.Key) && row.Failures > 0).ExecuteUpdateAsync(row => row
            .SetProperty(counter => counter.Failures, counter => counter.Failures - 1)
            .SetProperty(counter => counter.BlockedUntil, (DateTime?)null));
    });

    // The update locks the row, so attempts at other instances wait and count after this one.
    private static async Task CountAsync(CreditsDb db, string key, int free, DateTime now)
    {
        var forgotten = now - Forgotten;
        var counted = await db.SignInCounters.Where(row => row.Key == key).ExecuteUpdateAsync(row => row
            .SetProperty(counter => counter.Failures, counter => counter.LastAt < forgotten ? 1 : counter.Failures + 1)
            .SetProperty(counter => counter.LastAt, now));
        if (counted == 0)
        {
            db.SignInCounters.Add(new SignInCounter { Key = key, Failures = 1, LastAt = now });
            await db.SaveChangesAsync();
            return;
        }

        var failures = await db.SignInCounters.Where(row => row.Key == key).Select(row => row.Failures).SingleAsync();
        if (failures >= free)
            await db.SignInCounters.Where(row => row.Key == key).ExecuteUpdateAsync(row =>
                row.SetProperty(counter => counter.BlockedUntil, now + Delay(failures - free)));
    }

    private static TimeSpan Delay(int over)
    {
        var delay = FirstDelay * Math.Pow(2, Math.Min(over, MostDoublings));
        return delay < LongestDelay ? delay : LongestDelay;
    }
}
