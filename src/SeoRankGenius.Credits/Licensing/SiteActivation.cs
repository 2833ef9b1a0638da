using SeoRankGenius.Credits.Licensing.TestSites;
using SeoRankGenius.Credits.Webhooks;

namespace SeoRankGenius.Credits.Licensing;

/// <summary>A site and its token, which is returned only here.</summary>
public sealed record ActivatedSite(
    Guid SiteId, string Domain, string Token, Entitlement Entitlement, bool IsNew, bool IsTest);

/// <summary>Connects a site to a license and issues the plugin's token.</summary>
public sealed class SiteActivation(
    Writer writer, CreditLedger ledger, PriceList catalog, TimeProvider time)
{
    /// <summary>
    /// Activates a domain. Repeatable for a site of the same license: each call issues a new token and invalidates the
    /// old one. Refuses, in this order: a bad domain (<see cref="RefusalCode.InvalidRequest"/>), an unknown key
    /// (<see cref="RefusalCode.NotFound"/>), a suspended license, a domain of another license
    /// (<see cref="RefusalCode.DomainTaken"/>; several licenses may have the same test domain), the plan's site limit,
    /// or that of test sites (<see cref="RefusalCode.SiteLimitReached"/>), a removed site whose return the owner has
    /// not confirmed (<see cref="RefusalCode.ConfirmationRequired"/>),
    /// the 31st activation within an hour (<see cref="RefusalCode.ActivatedTooOften"/>).
    /// </summary>
    public async Task<ActivatedSite> ActivateAsync(string licenseKey, string domain, CancellationToken cancellation)
    {
        var name = DomainName.Normalize(domain);
        return await writer.RunAsync(db => ActivateAsync(db, licenseKey, name), cancellation);
    }

    /// <summary>
    /// Disconnects a site and ends its token. Its credits are kept for its return to this license; open holds stay.
    /// Repeatable: a site that is removed already stays as it is.
    /// </summary>
    public Task DeactivateAsync(Guid siteId, CancellationToken cancellation) => writer.RunAsync(
        async db =>
        {
            // An admin may be removing it at another instance.
            CreditLedger.Lock(db, siteId);
            var site = await db.Sites.SingleAsync(site => site.Id == siteId);
            if (site.RemovedAt is not null)
                return;
            (site.RemovedAt, site.CreditsGoTo) = (time.GetUtcNow().UtcDateTime, PoolKind.Domain);
            WebhookEvents.QueueRemoval(db, site, site.RemovedAt.Value);
            // The new token is never disclosed.
            site.RotateToken();
            await db.SaveChangesAsync();
        },
        cancellation);

    private async Task<ActivatedSite> ActivateAsync(CreditsDb db, string licenseKey, string domain)
    {
        var hash = License.HashKey(licenseKey);
        var license = await db.Licenses.SingleOrDefaultAsync(license => license.KeyHash == hash)
            ?? throw new Refusal(RefusalCode.NotFound, "This license key does not exist.");
        var now = time.GetUtcNow().UtcDateTime;
        var standing = Entitlement.Of(catalog, license.Plan, license.Status, license.TrialEndsAt, now);
        standing.RequireNotSuspended();

        var site = await FindAsync(db, license.Id, domain);
        var isNew = false;
        if (site is null)
        {
            // Serializes activations of a license. Another instance may have connected this site meanwhile.
            CreditLedger.Lock(db, license.Id);
            site = await FindAsync(db, license.Id, domain);
            isNew = site is null;
            site ??= await ConnectAsync(db, license.Id, domain, license.SiteLimit ?? standing.Plan.SiteLimit, now);
        }

        site.CountActivation(now);
        var token = site.RotateToken();
        await db.SaveChangesAsync();
        if (site.IsTest && isNew)
            await TestCredits.FillAsync(db, ledger, site.Id, now);
        return new ActivatedSite(site.Id, domain, token, standing, isNew, site.IsTest);
    }

    private static async Task<Site?> FindAsync(CreditsDb db, Guid licenseId, string domain)
    {
        var site = await db.Sites.SingleOrDefaultAsync(site =>
            site.Domain == domain && site.RemovedAt == null && (!site.IsTest || site.LicenseId == licenseId));
        return site is null || site.LicenseId == licenseId
            ? site
            : throw new Refusal(RefusalCode.DomainTaken, "This domain is connected to another license.");
    }

    private static async Task<Site> ConnectAsync(
        CreditsDb db, Guid licenseId, string domain, int siteLimit, DateTime now)
    {
        await RequireRoomAsync(db, licenseId, domain, siteLimit, now);
        // A removed site is restored with its Domain Credits.
        var removed = await db.Sites
            .Where(site => site.LicenseId == licenseId && site.Domain == domain && site.RemovedAt != null)
            .OrderByDescending(site => site.RemovedAt).FirstOrDefaultAsync();
        if (removed is not null)
        {
            if (removed.NeedsConfirmation)
                throw new Refusal(
                    RefusalCode.ConfirmationRequired,
                    $"{domain} was removed from this license. Its owner must confirm that it may connect again.");
            (removed.RemovedAt, removed.CreditsGoTo) = (null, null);
            return removed;
        }

        var site = Site.Connect(licenseId, domain, now);
        db.Sites.Add(site);
        db.Pools.Add(Pool.Domain(site.Id, licenseId, site.IsTest));
        return site;
    }

    private static async Task RequireRoomAsync(
        CreditsDb db, Guid licenseId, string domain, int siteLimit, DateTime now)
    {
        var (isTest, yesterday) = (TestDomain.Is(domain), now.AddDays(-1));
        // A test site that was removed counts for a day, unless it is the one that returns.
        var used = await db.Sites.CountAsync(site => site.LicenseId == licenseId && site.IsTest == isTest
            && (site.RemovedAt == null || (isTest && site.RemovedAt > yesterday && site.Domain != domain)));
        var most = isTest ? TestCredits.MostSites : siteLimit;
        if (used >= most)
            throw new Refusal(RefusalCode.SiteLimitReached, isTest
                    ? $"A license has at most {most} test sites. Deactivate one, then try again in a day."
                    : most == 1 ? "This plan covers 1 site, which is in use."
                    : $"This plan covers {most} sites, all in use.")
                .With("siteLimit", most);
    }
}

/// <summary>How often a network tried to activate a site within a minute. Kept for that minute.</summary>
public sealed class ActivationCount
{
    private ActivationCount() { }

    /// <summary>An address; for IPv6 the first half of it.</summary>
    public string Network { get; private set; } = "";

    /// <summary>The minute's begin. UTC.</summary>
    public DateTime Minute { get; private set; }

    public long Attempts { get; private set; }
}

/// <summary>Counts attempts to activate a site in the database, so that the limit holds for all instances.</summary>
public sealed class ActivationCounts(Writer writer, TimeProvider time)
{
    private const string Increment =
        """UPDATE "ActivationCounts" SET "Attempts" = "Attempts" + 1 WHERE "Network" = @p0 AND "Minute" = @p1""";

    private const string Insert =
        """INSERT INTO "ActivationCounts" ("Network", "Minute", "Attempts") VALUES (@p0, @p1, 1)""";

    private const string Clean = """DELETE FROM "ActivationCounts" WHERE "Minute" < @p0""";

    private const string Read =
        """SELECT "Attempts" FROM "ActivationCounts" WHERE "Network" = @p0 AND "Minute" = @p1""";

    /// <summary>Counts one attempt. Not repeatable: each call counts.</summary>
    /// <returns>The attempts of this network within the current minute, this one included.</returns>
    public Task<long> AddAsync(string network, CancellationToken cancellation)
    {
        var now = time.GetUtcNow().UtcDateTime;
        var minute = new DateTime(now.Ticks - now.Ticks % TimeSpan.TicksPerMinute, DateTimeKind.Utc);
        return writer.RunPreparedAsync(db => Add(db, network, minute), cancellation);
    }

    private static long Add(CreditsDb db, string network, DateTime minute)
    {
        if (db.Statements.Execute(Increment, [network, minute]) == 0)
        {
            db.Statements.Execute(Insert, [network, minute]);
            db.Statements.Execute(Clean, [minute]);
        }

        using var row = db.Statements.Query(Read, [network, minute]);
        row.Read();
        return row.GetInt64(0);
    }
}
