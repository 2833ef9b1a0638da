namespace SeoRankGenius.Credits.Data.Leasing;

/// <summary>Which instance runs a background pass. One row for each pass that instances share.</summary>
public sealed class PassLease
{
    private PassLease() { }

    /// <summary>The pass's class name.</summary>
    public string Pass { get; private set; } = "";

    /// <summary>The instance, by a random id of its start.</summary>
    public Guid HolderId { get; private set; }

    /// <summary>From this time on another instance may take the lease. UTC; concurrency token.</summary>
    public DateTime ExpiresAt { get; private set; }

    internal static PassLease Of(string pass, Guid holderId, DateTime expiresAt) =>
        new() { Pass = pass, HolderId = holderId, ExpiresAt = expiresAt };

    internal bool IsOfOther(Guid holderId, DateTime now) => HolderId != holderId && ExpiresAt > now;

    internal void Take(Guid holderId, DateTime expiresAt) => (HolderId, ExpiresAt) = (holderId, expiresAt);
}

/// <summary>
/// Shares background passes among instances, so that one of them does the work of each. Nothing depends on it for
/// correctness: a pass may run twice at once, for example when a lease expires while its holder works.
/// </summary>
public sealed class PassLeases(Reader reader, Writer writer, TimeProvider time)
{
    private readonly Guid _holderId = Guid.NewGuid();

    /// <summary>
    /// Takes or keeps the lease of a pass. Writes only when half of its duration is over. Throws
    /// <see cref="DependencyUnavailable"/> when the database is unavailable.
    /// </summary>
    /// <returns>False while another instance holds it.</returns>
    public async Task<bool> TakeAsync(string pass, TimeSpan duration, CancellationToken cancellation)
    {
        var now = time.GetUtcNow().UtcDateTime;
        var known = await reader.RunAsync(db => FindAsync(db, pass));
        if (known?.IsOfOther(_holderId, now) == true)
            return false;
        if (known?.HolderId == _holderId && known.ExpiresAt - now > duration / 2)
            return true;
        return await writer.RunAsync(
            async db =>
            {
                var lease = await FindAsync(db, pass);
                if (lease?.IsOfOther(_holderId, now) == true)
                    return false;
                if (lease is null)
                    db.PassLeases.Add(PassLease.Of(pass, _holderId, now + duration));
                else
                    lease.Take(_holderId, now + duration);
                await db.SaveChangesAsync();
                return true;
            },
            cancellation);
    }

    /// <summary>Gives the lease back, so that another instance need not wait for its end. Repeatable.</summary>
    public Task ReleaseAsync(string pass)
    {
        var now = time.GetUtcNow().UtcDateTime;
        return writer.RunAsync(db => db.PassLeases
            .Where(lease => lease.Pass == pass && lease.HolderId == _holderId && lease.ExpiresAt > now)
            .ExecuteUpdateAsync(update => update.SetProperty(lease => lease.ExpiresAt, now)));
    }

    private static Task<PassLease?> FindAsync(CreditsDb db, string pass) =>
        db.PassLeases.SingleOrDefaultAsync(lease => lease.Pass == pass);
}
