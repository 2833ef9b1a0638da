using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using SeoRankGenius.Credits.Billing.AutoTopUps;
using SeoRankGenius.Credits.Billing.Purchases;
using SeoRankGenius.Credits.Billing.Stripe;
using SeoRankGenius.Credits.Catalog;
using SeoRankGenius.Credits.Demo.Sandbox;
using SeoRankGenius.Credits.Ledger;
using SeoRankGenius.Credits.Licensing;
using SeoRankGenius.Credits.Tests.Fixtures;

namespace SeoRankGenius.Credits.Tests.Scenarios;

/// <summary>What owners do about automatic top-ups, and what a test looks at then.</summary>
public static class TopUpSteps
{
    /// <summary>5,000 shared credits for $20 below 500, at most $100 a month.</summary>
    public static AutoTopUpTerms Terms(
        long threshold = 500, long limitMinor = 100_00, string pack = "shared-5000", PoolKind pool = PoolKind.Shared) =>
        AutoTopUpTerms.Of(PriceList.Default, pool, pack, threshold, limitMinor);

    /// <summary>The site's owner agrees; where they are led, null for nowhere.</summary>
    public static async Task<Uri?> AgreeAsync(
        this App app, TestSite site, AutoTopUpTerms? terms = null, bool otherCard = false, Guid? onlySite = null)
    {
        terms ??= Terms();
        var email = await app.World.ReadAsync(db =>
            db.Users.Where(user => user.Id == site.License.OwnerId).Select(user => user.Email!).SingleAsync());
        var buyer = new Buyer(site.License.OwnerId, email, site.Id, site.Domain, site.License.Id);
        var pool = terms.Pack.StartsWith("shared", StringComparison.Ordinal) ? PoolKind.Shared : PoolKind.Domain;
        return await app.Get<AutoTopUpSetup>().AgreeAsync(
            new Viewer(buyer.UserId, onlySite), buyer, pool, terms, otherCard,
            new ReturnUrls("https://app.example/thanks?session={CHECKOUT_SESSION_ID}", "https://app.example/top-up"),
            default);
    }

    /// <summary>Agrees, pays the first pack with a card, and lets the app know: it is on, with 5,000 credits.</summary>
    public static async Task<TestSite> TopUpSiteAsync(
        this App app, AutoTopUpTerms? terms = null, TestCard card = TestCard.Card, TestSite? site = null)
    {
        site ??= await app.World.SiteAsync();
        var session = (await app.AgreeAsync(site, terms))!.Segments[^1];
        await app.Stripe.PayAsync(session, card);
        await app.DeliverAllAsync(session);
        await app.TopUpAsync();
        return site;
    }

    /// <summary>Spends a pool of 5,000 down to 400.</summary>
    public static Task SpendDownAsync(this App app, TestSite site) => app.World.SpendAsync(site, 4_600);

    public static Task<AutoTopUp?> TopUpOfAsync(this World world, Guid poolId) =>
        world.ReadAsync(db => db.AutoTopUps.AsNoTracking().SingleOrDefaultAsync(row => row.PoolId == poolId));

    /// <summary>State, trouble and declines of the license's Shared pool.</summary>
    public static async Task<(AutoTopUpState State, AutoTopUpProblem? Problem, int Declines)> StateAsync(
        this World world, TestSite site) =>
        await world.TopUpOfAsync(site.License.Id) is { } topUp
            ? (topUp.State, topUp.Problem, topUp.Declines)
            : default;

    /// <summary>The purchases that a saved card was charged for, oldest first.</summary>
    public static Task<List<Purchase>> AutomaticAsync(this World world) =>
        world.ReadAsync(db => db.Purchases.AsNoTracking().Where(row => row.Kind == PurchaseKind.Automatic)
            .OrderBy(row => row.CreatedAt).ToListAsync());

    /// <summary>Delivers every event about every charge of a saved card, once.</summary>
    public static async Task DeliverChargeEventsAsync(this App app)
    {
        foreach (var happened in app.ChargeEvents())
            (await app.PostEventAsync(happened)).Is(200);
    }

    /// <summary>Every event about every charge of a saved card, oldest first.</summary>
    public static IReadOnlyList<JsonObject> ChargeEvents(this App app) =>
        [.. app.Stripe.Cards.Charges.SelectMany(charge => app.Stripe.Cards.EventsAbout((string)charge["id"]!))];

    /// <summary>How many charges without their owner succeeded at Stripe.</summary>
    public static int Paid(this App app) =>
        app.Stripe.Cards.Charges.Count(charge => (string?)charge["status"] == "succeeded");
}
