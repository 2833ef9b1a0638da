namespace SeoRankGenius.Credits.Licensing;

/// <summary>Issues licenses.</summary>
public sealed class LicenseIssuance(Writer writer, PriceList catalog, TimeProvider time)
{
    private const int ShortestKey = 16;

    /// <summary>
    /// Issues a license with an empty Shared pool. Not repeatable: each call issues another license. Refuses an unknown
    /// plan, and a key that is too short or taken, with <see cref="RefusalCode.InvalidRequest"/>.
    /// </summary>
    /// <param name="ownerId">The owner's user id.</param>
    /// <param name="plan">The code of a plan in the catalog.</param>
    /// <param name="trialEndsAt">UTC; null for no trial.</param>
    /// <param name="key">The key to use, at least 16 characters; null for a new random one.</param>
    /// <param name="cancellation">Cancels while waiting to write.</param>
    /// <returns>The license and its key, which is returned only here.</returns>
    public Task<(Guid LicenseId, string Key)> IssueAsync(
        Guid ownerId, string plan, DateTime? trialEndsAt, string? key, CancellationToken cancellation)
    {
        RequirePlan(plan);
        if (key?.Length < ShortestKey)
            throw new Refusal(RefusalCode.InvalidRequest, $"A license key has at least {ShortestKey} characters.");
        return writer.RunAsync(db => IssueAsync(db, ownerId, plan, trialEndsAt, key), cancellation);
    }

    /// <summary>The same in the caller's transaction.</summary>
    internal async Task<(Guid LicenseId, string Key)> IssueAsync(
        CreditsDb db, Guid ownerId, string plan, DateTime? trialEndsAt, string? key)
    {
        key ??= Secret.New("SRG-");
        var license = License.Issue(ownerId, key, plan, trialEndsAt, time.GetUtcNow().UtcDateTime);
        if (await db.Licenses.AnyAsync(other => other.KeyHash == license.KeyHash))
            throw new Refusal(RefusalCode.InvalidRequest, "This license key is taken.");
        db.Licenses.Add(license);
        db.Pools.Add(Pool.Shared(license.Id));
        await db.SaveChangesAsync();
        return (license.Id, key);
    }

    /// <summary>Refuses a plan that is not in the catalog with <see cref="RefusalCode.InvalidRequest"/>.</summary>
    public void RequirePlan(string plan)
    {
        if (catalog.Plans.All(known => known.Code != plan))
            throw new Refusal(RefusalCode.InvalidRequest, $"There is no plan \"{plan}\" in the catalog.");
    }
}
