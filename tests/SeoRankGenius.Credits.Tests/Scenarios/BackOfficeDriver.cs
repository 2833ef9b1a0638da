using Microsoft.EntityFrameworkCore;
using SeoRankGenius.Credits.BackOffice.Adjustments;
using SeoRankGenius.Credits.BackOffice.Audit;
using SeoRankGenius.Credits.BackOffice.Licenses;
using SeoRankGenius.Credits.Licensing;
using SeoRankGenius.Credits.Tests.Fixtures;

namespace SeoRankGenius.Credits.Tests.Scenarios;

/// <summary>What admins do, and what was written down of it.</summary>
public static class BackOfficeDriver
{
    /// <summary>An admin at a browser; another one for another name.</summary>
    public static async Task<Actor> AdminAsync(this World world, string name = "first.admin") =>
        new(await world.OwnerAsync($"{name}@seorankgenius.example"), $"{name}@seorankgenius.example", Roles.Admin,
            "192.0.2.1");

    public static async Task<LicenseDetails> DetailsAsync(this World world, TestLicense license) =>
        await world.Get<LicenseQueries>().FindAsync(license.Id, default);

    /// <summary>Credits into or out of a pool of a license, with a new one-time id unless one is given.</summary>
    public static AdjustmentInput Adjust(this TestSite site, Guid poolId, long credits, Guid? id = null) =>
        new(id ?? Guid.NewGuid(), ApprovalKind.Adjustment, site.License.Id)
        {
            PoolId = poolId,
            Credits = credits,
            Reason = AdjustmentReason.Goodwill,
            Sentence = "Failed bulk run on Nov 20",
        };

    /// <summary>Credits from one pool of a site's license to another.</summary>
    public static AdjustmentInput Move(this TestSite site, Guid fromId, Guid toId, long credits) =>
        site.Adjust(fromId, credits) with
        {
            Kind = ApprovalKind.Transfer,
            ToPoolId = toId,
            Reason = AdjustmentReason.WrongPool,
        };

    /// <summary>The contrary of an adjustment.</summary>
    public static AdjustmentInput Undo(this TestSite site, Guid transactionId) =>
        new(Guid.NewGuid(), ApprovalKind.Undo, site.License.Id)
        {
            ReversesId = transactionId,
            Reason = AdjustmentReason.Mistake,
            Sentence = "Given to the wrong license",
        };

    public static Task<AdjustmentResult> AdjustAsync(this World world, Actor admin, AdjustmentInput asked) =>
        world.Get<AdjustBalance>().CorrectAsync(admin, asked, default);

    public static Task<Guid> ApproveAsync(this World world, Actor admin, AdjustmentInput asked) =>
        world.Get<DecideApproval>().ApproveAsync(admin, asked.Id, default);

    public static Task RejectAsync(this World world, Actor admin, AdjustmentInput asked) =>
        world.Get<DecideApproval>().RejectAsync(admin, asked.Id, "Not without a ticket", default);

    public static Task<ApprovalRequest> RequestAsync(this World world, AdjustmentInput asked) => world.ReadAsync(db =>
        db.ApprovalRequests.AsNoTracking().SingleAsync(request => request.Id == asked.Id));

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
