using SeoRankGenius.Credits.Billing.Subscriptions;
using SeoRankGenius.Credits.Webhooks;

namespace SeoRankGenius.Credits.BackOffice.Licenses;

/// <summary>
/// Creates licenses and changes their plan, limit and status. Each change and its audit record share one transaction.
/// Setting the current value changes and records nothing, so each change may be repeated.
/// </summary>
public sealed class LicenseAdmin(
    Writer writer, LicenseIssuance issuing, PriceList catalog, AuditLog audit, TimeProvider time)
{
    /// <summary>The highest site limit of a license. Catches typing errors; not a limit of the product.</summary>
    public const int MostSites = 10_000;

    /// <summary>
    /// Creates a license for an owner. Not repeatable: each call creates another. Refuses an unknown plan, and a trial
    /// that would already be over, with <see cref="RefusalCode.InvalidRequest"/>.
    /// </summary>
    /// <returns>The license and its key. The key cannot be read again.</returns>
    public Task<(Guid LicenseId, string Key)> CreateAsync(
        Actor admin, User owner, string plan, DateTime? trialEndsAt, CancellationToken cancellation)
    {
        Require(plan, trialEndsAt);
        return writer.RunAsync(
            async db =>
            {
                var (licenseId, key) = await issuing.IssueAsync(db, owner.Id, plan, trialEndsAt, key: null);
                await audit.RecordAsync(
                    db,
                    admin,
                    new AuditEntry(AuditAction.LicenseCreated, $"For {AuditEntry.Name}.")
                    {
                        About = (owner.Id, owner.Email!),
                        LicenseId = licenseId,
                        After = new { plan, trialEndsAt, keyHint = key[^4..] },
                    });
                return (licenseId, key);
            },
            cancellation);
    }

    /// <summary>
    /// Sets a license's plan: as a trial until a time (UTC), or permanently. A suspended license stays suspended.
    /// Refuses as <see cref="CreateAsync"/> does, and a license whose plan follows a Stripe subscription.
    /// </summary>
    public Task ChangePlanAsync(
        Actor admin, Guid licenseId, string plan, DateTime? trialEndsAt, CancellationToken cancellation)
    {
        Require(plan, trialEndsAt);
        return ChangeAsync(
            admin, licenseId, AuditAction.PlanChanged, "Changed the plan.",
            license => new { license.Plan, license.Status, license.TrialEndsAt },
            license => license.Put(
                plan, trialEndsAt is null ? LicenseStatus.Active : LicenseStatus.Trialing, trialEndsAt),
            cancellation,
            RequireNoSubscriptionAsync);
    }

    /// <summary>
    /// Overrides the plan's number of sites; null restores it. Sites above a lower limit stay connected. Refuses less
    /// than 1 and more than <see cref="MostSites"/>.
    /// </summary>
    public Task LimitSitesAsync(Actor admin, Guid licenseId, int? limit, CancellationToken cancellation)
    {
        if (limit is < 1 or > MostSites)
            throw Refusal.Invalid(
                "siteLimit", "Enter a number from 1 to 10,000, or leave it empty for the limit of the plan.");
        return ChangeAsync(
            admin, licenseId, AuditAction.SiteLimitChanged, "Changed the site limit.",
            license => new { license.SiteLimit }, license => license.SiteLimit = limit, cancellation);
    }

    /// <summary>Suspends a license: spending and buying stop. Refuses a missing reason.</summary>
    public Task SuspendAsync(Actor admin, Guid licenseId, string? sentence, CancellationToken cancellation) =>
        ChangeAsync(
            admin, licenseId, AuditAction.LicenseSuspended, RequireSentence(sentence),
            license => new { license.Status }, license => license.Suspend(), cancellation);

    /// <summary>
    /// Ends a suspension. The license gets the status that it would have without it, including changes that Stripe
    /// reported for its subscription meanwhile.
    /// </summary>
    public Task ResumeAsync(Actor admin, Guid licenseId, CancellationToken cancellation) =>
        ChangeAsync(
            admin, licenseId, AuditAction.LicenseResumed, "Resumed.",
            license => new { license.Status }, license => license.Resume(), cancellation);

    /// <summary>Requires an explanation for the audit record: 5 to 300 characters in one line.</summary>
    internal static string RequireSentence(string? sentence)
    {
        sentence = sentence?.Trim() ?? "";
        return sentence.Length is >= 5 and <= 300 && !sentence.Any(char.IsControl)
            ? sentence
            : throw Refusal.Invalid("sentence", "Enter an explanation of 5 to 300 characters.");
    }

    private Task ChangeAsync(
        Actor admin, Guid licenseId, AuditAction action, string sentence, Func<License, object> look,
        Action<License> change, CancellationToken cancellation, Func<CreditsDb, Guid, Task>? require = null) =>
        writer.RunAsync(
            async db =>
            {
                var license = await db.Licenses.SingleOrDefaultAsync(row => row.Id == licenseId)
                    ?? throw new Refusal(RefusalCode.NotFound, "There is no such license.");
                if (require is not null)
                    await require(db, licenseId);
                var before = look(license);
                var plan = (license.Plan, license.Status);
                change(license);
                WebhookEvents.QueuePlan(db, license, plan, time.GetUtcNow().UtcDateTime);
                var after = look(license);
                if (!before.Equals(after))
                    await audit.RecordAsync(
                        db,
                        admin,
                        new AuditEntry(action, sentence) { LicenseId = licenseId, Before = before, After = after });
            },
            cancellation);

    private static async Task RequireNoSubscriptionAsync(CreditsDb db, Guid licenseId)
    {
        if (await db.Subscriptions.AnyAsync(Subscription.IsLiveOf(licenseId)))
            throw Refusal.Invalid("plan", "This plan comes from a subscription at Stripe. Change it in Stripe.");
    }

    /// <summary>
    /// Refuses a plan that is not in the catalog, and a trial that would already be over, with
    /// <see cref="RefusalCode.InvalidRequest"/>.
    /// </summary>
    public void Require(string plan, DateTime? trialEndsAt)
    {
        var errors = new Dictionary<string, string[]>();
        if (catalog.Plans.All(known => known.Code != plan))
            errors["plan"] = ["Choose a plan."];
        if (trialEndsAt <= time.GetUtcNow().UtcDateTime)
            errors["trialEndsOn"] = ["Choose today or a later day."];
        if (errors.Count > 0)
            throw Refusal.Invalid(errors);
    }
}
