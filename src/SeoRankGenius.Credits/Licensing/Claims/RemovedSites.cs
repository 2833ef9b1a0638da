namespace SeoRankGenius.Credits.Licensing.Claims;

/// <summary>A site that an admin removed, or that moved to another license.</summary>
public sealed record RemovedSite(Guid SiteId, string Domain, DateTime RemovedAt);

/// <summary>
/// Sites that return to their license only when its owner confirms. A site that its own plugin disconnected returns
/// without.
/// </summary>
public sealed class RemovedSites(Reader reader, Writer writer, AuditLog audit)
{
    /// <summary>The removed sites of the viewer's licenses that wait for a confirmation, the latest first.</summary>
    public Task<List<RemovedSite>> ListAsync(Viewer viewer) => reader.RunAsync(db => Waiting(db, viewer)
        .OrderByDescending(site => site.RemovedAt)
        .Select(site => new RemovedSite(site.Id, site.Domain, site.RemovedAt!.Value)).ToListAsync());

    /// <summary>
    /// Lets a removed site connect again, with its license key. Repeatable. Refuses a site that does not wait, or is
    /// not the viewer's, with <see cref="RefusalCode.NotFound"/>.
    /// </summary>
    public Task ConfirmAsync(Actor owner, Viewer viewer, Guid siteId) => writer.RunAsync(async db =>
    {
        var site = await Waiting(db, viewer).SingleOrDefaultAsync(site => site.Id == siteId)
            ?? throw new Refusal(RefusalCode.NotFound, "There is no such removed site.");
        site.NeedsConfirmation = false;
        await audit.RecordAsync(db, owner, new AuditEntry(
            AuditAction.SiteReturnAllowed, $"{site.Domain}: may connect again.")
        {
            LicenseId = site.LicenseId, SiteId = site.Id,
        });
    });

    private static IQueryable<Site> Waiting(CreditsDb db, Viewer viewer)
    {
        var mine = AccountAccess.LicenseIds(db, viewer);
        return db.Sites.Where(site => site.NeedsConfirmation && mine.Contains(site.LicenseId));
    }
}
