namespace SeoRankGenius.Credits.Identity;

/// <summary>A license as its owner sees it in a list of keys.</summary>
/// <param name="LicenseId">The license.</param>
/// <param name="Plan">The plan's code.</param>
/// <param name="KeyHint">The key's last four characters.</param>
public sealed record LicenseKey(Guid LicenseId, string Plan, string KeyHint);

/// <summary>Replaces license keys.</summary>
public sealed class LicenseKeys(Reader reader, Writer writer, AuditLog audit)
{
    /// <summary>The keys of an owner's licenses, by age.</summary>
    public Task<List<LicenseKey>> ListAsync(Guid ownerId) => reader.RunAsync(db => db.Licenses
        .Where(license => license.OwnerId == ownerId).OrderBy(license => license.CreatedAt)
        .Select(license => new LicenseKey(license.Id, license.Plan, license.KeyHint)).ToListAsync());

    /// <summary>
    /// Gives a license a new key; the previous one activates no site from then on. Tokens of connected sites stay
    /// valid. An owner may replace the keys of their own licenses, an admin any. Refuses another license with
    /// <see cref="RefusalCode.NotFound"/>. Not repeatable.
    /// </summary>
    /// <returns>The key, which cannot be read again.</returns>
    public Task<string> RotateAsync(Actor by, Guid licenseId) => writer.RunAsync(async db =>
    {
        var license = await db.Licenses.SingleOrDefaultAsync(row =>
            row.Id == licenseId && (by.Role == Roles.Admin || row.OwnerId == by.UserId))
            ?? throw new Refusal(RefusalCode.NotFound, "There is no such license.");
        var before = license.KeyHint;
        var key = license.RotateKey();
        await audit.RecordAsync(db, by, new AuditEntry(AuditAction.KeyRotated, "Replaced the license key.")
        {
            LicenseId = license.Id, Before = new { keyEnds = before }, After = new { keyEnds = license.KeyHint },
        });
        return key;
    });
}
