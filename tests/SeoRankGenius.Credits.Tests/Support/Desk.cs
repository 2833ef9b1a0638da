using Microsoft.EntityFrameworkCore;
using SeoRankGenius.Credits.BackOffice;
using SeoRankGenius.Credits.Licensing;

namespace SeoRankGenius.Credits.Tests.Support;

/// <summary>What admins do, and what was written down of it.</summary>
public static class Desk
{
    /// <summary>An admin at a browser; another one for another name.</summary>
    public static async Task<Actor> AdminAsync(this World world, string name = "first.admin") =>
        new(await world.OwnerAsync($"{name}@seorankgenius.example"), $"{name}@seorankgenius.example", Roles.Admin,
            "192.0.2.1");

    public static async Task<LicenseFile> FileAsync(this World world, TestLicense license) =>
        (await world.The<LicenseFiles>().FindAsync(license.Id, default))!;

    /// <summary>Where a sample owner's license is in the back office.</summary>
    public static async Task<string> LicenseAddressAsync(this App app, string owner = Demo.SampleData.Owner) =>
        "/admin/licenses/" + await app.World.ReadAsync(db => (
            from license in db.Licenses
            join user in db.Users on license.OwnerId equals user.Id
            where user.Email == owner
            select license.Id).SingleAsync());

    /// <summary>All that was written down, in its order.</summary>
    public static Task<List<AuditRecord>> AuditAsync(this World world) => world.ReadAsync(db =>
        db.AuditRecords.AsNoTracking().OrderBy(record => record.Number).ToListAsync());
}
