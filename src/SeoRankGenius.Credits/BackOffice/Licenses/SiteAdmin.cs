using SeoRankGenius.Credits.BackOffice.Adjustments;
using SeoRankGenius.Credits.Licensing.TestSites;
using SeoRankGenius.Credits.Webhooks;

namespace SeoRankGenius.Credits.BackOffice.Licenses;

/// <summary>The destination of a removed site's Domain Credits.</summary>
public enum Leftover
{
    /// <summary>Kept for the site's return to the same license.</summary>
    Keep,

    /// <summary>Moved to the license's Shared pool.</summary>
    MoveToShared,
}

/// <summary>Manages sites and their tokens. Each change and its audit record share one transaction.</summary>
public sealed class SiteAdmin(
    Writer writer, Adjusting adjusting, AuditLog audit, ApprovalLimits limits, TimeProvider time)
{
    /// <summary>
    /// Changes a site's domain; its credits, token and history stay. Refuses an invalid domain, and one that is already
    /// connected (<see cref="RefusalCode.DomainTaken"/>), and a test domain for another site or the other way round
    /// (<see cref="RefusalCode.TestSite"/>): credits do not change their kind. The current domain changes nothing.
    /// </summary>
    public async Task RenameAsync(Actor admin, Guid siteId, string? domain, CancellationToken cancellation)
    {
        var name = DomainName.Normalize(domain);
        await writer.RunAsync(
            async db =>
            {
                var site = await FindAsync(db, siteId);
                if (site.Domain == name)
                    return;
                if (TestDomain.Is(name) != site.IsTest)
                    throw new Refusal(
                        RefusalCode.TestSite,
                        site.IsTest
                            ? "A test site stays one. Activate the new domain with the license key instead."
                            : $"{name} is a test domain, and this site has real credits. Activate it instead.")
                        .At("domain");
                if (await db.Sites.AnyAsync(other => other.Domain == name && other.RemovedAt == null
                    && (!other.IsTest || other.LicenseId == site.LicenseId)))
                    throw new Refusal(RefusalCode.DomainTaken, $"{name} is connected already.").At("domain");
                var before = site.Domain;
                site.Domain = name;
                await audit.RecordAsync(db, admin, EntryOf(AuditAction.SiteRenamed, site, "Renamed.") with
                {
                    Before = new { Domain = before },
                    After = new { Domain = name },
                });
            },
            cancellation);
    }

    /// <summary>Creates a new token for a site's plugin; the previous one stops working. Not repeatable.</summary>
    /// <returns>The token. It cannot be read again.</returns>
    public Task<string> RotateTokenAsync(Actor admin, Guid siteId, CancellationToken cancellation) =>
        writer.RunAsync(
            async db =>
            {
                var site = await FindAsync(db, siteId);
                var token = site.RotateToken();
                await audit.RecordAsync(db, admin, EntryOf(AuditAction.TokenRotated, site, "Gave out a new token."));
                return token;
            },
            cancellation);

    /// <summary>Revokes a site's token. A rotation or another activation of the plugin creates a new one.</summary>
    public Task RevokeTokenAsync(Actor admin, Guid siteId, CancellationToken cancellation) =>
        writer.RunAsync(
            async db =>
            {
                var site = await FindAsync(db, siteId);
                // The new token is never disclosed.
                site.RotateToken();
                await audit.RecordAsync(db, admin, EntryOf(AuditAction.TokenRevoked, site, "The token works no more."));
            },
            cancellation);

    /// <summary>
    /// Removes a site from its license: its token and its Credits tab stop working, and any license may connect the
    /// domain; this one only after its owner confirms. Its Domain Credits are kept for its return to this license, or
    /// move to the Shared pool, which counts towards the limits of one admin (<see cref="ApprovalLimits"/>). Refuses a
    /// missing reason, and moving more credits than one admin may (<see cref="RefusalCode.InvalidRequest"/>), or those
    /// of a test site (<see cref="RefusalCode.TestSite"/>).
    /// </summary>
    public Task RemoveAsync(
        Actor admin, Guid siteId, Leftover leftover, string? text, CancellationToken cancellation)
    {
        var sentence = LicenseAdmin.RequireSentence(text);
        return writer.RunAsync(
            async db =>
            {
                var site = await FindAsync(db, siteId);
                var left = CreditLedger.Lock(db, site.Id, site.LicenseId).Domain;
                // Its plugin may have deactivated it at another instance meanwhile.
                await db.Entry(site).ReloadAsync();
                if (site.RemovedAt is not null)
                    throw NotConnected();
                if (leftover == Leftover.MoveToShared && left > 0)
                {
                    await TestCredits.RequireNoneAsync(db, site.Id);
                    await MoveAsync(db, admin, site, left, sentence);
                }

                (site.RemovedAt, site.NeedsConfirmation) = (time.GetUtcNow().UtcDateTime, true);
                WebhookEvents.QueueRemoval(db, site, site.RemovedAt.Value);
                site.CreditsGoTo = leftover switch
                {
                    Leftover.Keep => PoolKind.Domain,
                    Leftover.MoveToShared => PoolKind.Shared,
                };
                site.RotateToken();
                await audit.RecordAsync(db, admin, EntryOf(AuditAction.SiteRemoved, site, sentence) with
                {
                    Before = new { site.Domain, DomainCredits = left },
                    After = new { DomainCredits = leftover == Leftover.Keep ? left : 0, Leftover = leftover },
                });
            },
            cancellation);
    }

    private async Task MoveAsync(CreditsDb db, Actor admin, Site site, long left, string sentence)
    {
        var id = Guid.CreateVersion7(time.GetUtcNow());
        if (await limits.CountAsync(db, id, admin, site.LicenseId, purchaseId: null, left))
            throw Refusal.Invalid(
                "leftover",
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"Moving these {left:N0} credits needs a second admin. Move them first, then remove the site."));
        await adjusting.PostAsync(
            db,
            new Adjustment(
                id,
                [new Leg(site.Id, -left), new Leg(site.LicenseId, left)],
                $"{AdjustmentDescriptions.Of(AdjustmentReason.SiteRemoved)}: {sentence}",
                admin.InLedger));
    }

    private static async Task<Site> FindAsync(CreditsDb db, Guid siteId) =>
        await db.Sites.SingleOrDefaultAsync(site => site.Id == siteId && site.RemovedAt == null)
        ?? throw NotConnected();

    private static Refusal NotConnected() => new(RefusalCode.NotFound, "There is no such connected site.");

    private static AuditEntry EntryOf(AuditAction action, Site site, string sentence) =>
        new(action, $"{site.Domain}: {sentence}") { LicenseId = site.LicenseId, SiteId = site.Id };
}
