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

    /// <summary>All that was written down, in its order.</summary>
    public static Task<List<AuditRecord>> AuditAsync(this World world) => world.ReadAsync(db =>
        db.AuditRecords.AsNoTracking().OrderBy(record => record.Number).ToListAsync());
}
