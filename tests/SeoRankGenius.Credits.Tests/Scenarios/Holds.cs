using Microsoft.EntityFrameworkCore;
using SeoRankGenius.Credits.Ledger;
using SeoRankGenius.Credits.Tests.Fixtures;
using SeoRankGenius.Credits.Usage;

namespace SeoRankGenius.Credits.Tests.Scenarios;

/// <summary>What a site does with holds.</summary>
public static class Holds
{
    /// <summary>Holds so many credits for a quarter of an hour, with a new key unless one is given.</summary>
    public static async Task<HoldResult> HoldAsync(this World world, TestSite site, long credits, string? key = null) =>
        (await world.PlaceAsync(site, new HoldRequest(key ?? $"{Guid.NewGuid()}", World.AnyFeature, credits))).Value;

    public static Task<IdempotentResult<HoldResult>> PlaceAsync(this World world, TestSite site, HoldRequest request) =>
        world.Holding.PlaceAsync(site.Id, request, default);

    public static Task<HoldEnd> CaptureAsync(this World world, TestSite site, HoldResult hold, long credits) =>
        world.Holding.CaptureAsync(site.Id, hold.HoldId, credits, default);

    public static Task<HoldEnd> ReleaseAsync(this World world, TestSite site, HoldResult hold) =>
        world.Holding.ReleaseAsync(site.Id, hold.HoldId, default);

    /// <summary>Gives back what is over.</summary>
    public static Task<int> ExpireAsync(this World world) =>
        world.ReadAsync(db => world.Holding.ExpireAsync(db, default));

    /// <summary>Moves the clock past the end of a hold of a quarter of an hour.</summary>
    public static void PassHolds(this World world) => world.Time.Advance(TimeSpan.FromSeconds(900));

    public static Task<HoldStatus> StatusAsync(this World world, HoldResult hold) => world.ReadAsync(db =>
        db.Holds.Where(row => row.Id == hold.HoldId).Select(row => row.Status).SingleAsync());
}
