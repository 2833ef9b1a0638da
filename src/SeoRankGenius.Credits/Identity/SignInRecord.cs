namespace SeoRankGenius.Credits.Identity;

/// <summary>What came of an attempt to sign in. Stored by name.</summary>
public enum SignInOutcome
{
    SignedIn,
    WrongPassword,
    WrongCode,
    UnknownAddress,
    TooManyAttempts,
    LaunchLinkOpened,
}

/// <summary>One line of the security log: an attempt to sign in, by anyone.</summary>
public sealed class SignInRecord
{
    private SignInRecord()
    {
    }

    /// <summary>Ascending in the order of writing.</summary>
    public long Number { get; private set; }

    /// <summary>UTC.</summary>
    public DateTime At { get; private set; }

    public SignInOutcome Outcome { get; private set; }

    /// <summary>The account; null for an unknown address, which may be a mistyped password and is not stored.</summary>
    public Guid? UserId { get; private set; }

    public string Address { get; private set; } = "";

    /// <summary>The user agent string, cut after 300 characters.</summary>
    public string Device { get; private set; } = "";

    internal static SignInRecord Of(
        SignInOutcome outcome, Guid? userId, string address, string device, DateTime now) => new()
    {
        At = now,
        Outcome = outcome,
        UserId = userId,
        Address = UserSession.Cut(address, UserSession.LongestAddress),
        Device = UserSession.Cut(device, UserSession.LongestDevice),
    };
}

/// <summary>The security log: successful and failed sign-ins of everyone.</summary>
public sealed class SignInLog(Reader reader, Writer writer, CreditsMetrics metrics, TimeProvider time)
{
    /// <summary>Adds a line about a failure, and counts it. Not repeatable.</summary>
    public Task FailedAsync(SignInOutcome outcome, Guid? userId, string address, string device)
    {
        metrics.SignInFailed(outcome);
        return writer.RunAsync(async db =>
        {
            db.SignInRecords.Add(SignInRecord.Of(outcome, userId, address, device, time.GetUtcNow().UtcDateTime));
            await db.SaveChangesAsync();
        });
    }

    /// <summary>A user's latest attempts, the newest first.</summary>
    public Task<List<SignInRecord>> LatestAsync(Guid userId, int count) => reader.RunAsync(db => db.SignInRecords
        .Where(row => row.UserId == userId).OrderByDescending(row => row.Number).Take(count).ToListAsync());
}
