using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using SeoRankGenius.Credits.Billing;
using SeoRankGenius.Credits.Billing.Reconciliation;
using SeoRankGenius.Credits.Billing.Stripe;
using SeoRankGenius.Credits.Billing.Subscriptions;
using SeoRankGenius.Credits.Demo.Sandbox;
using SeoRankGenius.Credits.Licensing;
using SeoRankGenius.Credits.Tests.Fixtures;

namespace SeoRankGenius.Credits.Tests.Scenarios;

/// <summary>What people do with plans, and what a test looks at then.</summary>
public static class PlanSteps
{
    /// <summary>The product's plans, and Agency: $99, 10,000 credits, 50 sites, 14 days of trial with 500.</summary>
    public static readonly (string Key, string Value)[] WithAgency =
    [
        .. Plan(0, "free", "Free", 0, 0, 1), .. Plan(1, "pro", "Pro", 2900, 2000, 10),
        .. Plan(2, "agency", "Agency", 9900, 10_000, 50),
        ("Catalog:Plans:2:TrialDays", "14"), ("Catalog:Plans:2:TrialCredits", "500"),
    ];

    /// <summary>The owner presses Start; the id of the session that they are led to.</summary>
    public static async Task<string> StartAsync(this App app, TestLicense license, string plan = "pro")
    {
        var email = await app.World.ReadAsync(db =>
            db.Users.Where(user => user.Id == license.OwnerId).Select(user => user.Email!).SingleAsync());
        var urls = new ReturnUrls(
            "https://app.example/account/plans/done?session_id={CHECKOUT_SESSION_ID}", "https://app.example/plans");
        var address = await app.Get<StartSubscription>()
            .StartAsync(new Subscriber(license.OwnerId, email, license.Id), plan, urls, default);
        return address.Segments[^1];
    }

    /// <summary>Starts a plan and pays on Stripe's page; the subscription, whose events are undelivered.</summary>
    public static async Task<string> SubscribeAsync(
        this App app, TestLicense license, string plan = "pro", TestCard card = TestCard.Card)
    {
        await app.Stripe.PayAsync(await app.StartAsync(license, plan), card);
        return (string)app.Stripe.Subscriptions.All[^1]["id"]!;
    }

    /// <summary>Subscribes, and lets the app know.</summary>
    public static async Task<string> SubscribedAsync(
        this App app, TestLicense license, string plan = "pro", TestCard card = TestCard.Card)
    {
        var subscription = await app.SubscribeAsync(license, plan, card);
        await app.DeliverPlanEventsAsync(subscription);
        return subscription;
    }

    /// <summary>Delivers every event about a subscription, in its order; those delivered before too.</summary>
    public static async Task DeliverPlanEventsAsync(this App app, string subscription)
    {
        foreach (var happened in app.Stripe.Subscriptions.EventsAbout(subscription))
            (await app.PostEventAsync(happened)).Is(200);
    }

    /// <summary>The newest event of a type about a subscription.</summary>
    public static JsonObject PlanEventOf(this App app, string subscription, string type) =>
        app.Stripe.Subscriptions.EventsAbout(subscription).Last(made => (string?)made["type"] == type);

    /// <summary>The charge of the newest payment of a plan.</summary>
    public static string ChargeOfNewestPlan(this App app) => (string)app.Stripe.Events
        .Last(made => (string?)made["type"] == "charge.succeeded")["data"]!["object"]!["id"]!;

    /// <summary>Reconciles subscriptions and their events that are five minutes old with Stripe.</summary>
    public static Task<ItemCount> ReconcileSubscriptionsAsync(this App app) =>
        app.Get<OpenSubscriptions>().ReconcileAsync(TimeSpan.FromMinutes(5), default);

    /// <summary>The plan and state of a license as they are stored, and its Shared balance.</summary>
    public static async Task<(string Plan, LicenseStatus Status, long Shared)> PlanAsync(
        this World world, TestLicense license)
    {
        var row = await world.LicenseRowAsync(license);
        return (row.Plan, row.Status, await world.BalanceAsync(license.Id));
    }

    public static Task<License> LicenseRowAsync(this World world, TestLicense license) =>
        world.ReadAsync(db => db.Licenses.AsNoTracking().SingleAsync(row => row.Id == license.Id));

    public static Task<List<SubscriptionOrder>> OrdersAsync(this World world) =>
        world.ReadAsync(db => db.SubscriptionOrders.AsNoTracking().OrderBy(row => row.CreatedAt).ToListAsync());

    public static Task<List<Subscription>> SubscriptionsAsync(this World world) =>
        world.ReadAsync(db => db.Subscriptions.AsNoTracking().OrderBy(row => row.CreatedAt).ToListAsync());

    /// <summary>All that a plan decides of a license, without ids and times: equal when nothing differs.</summary>
    public static Task<string> PlanStateAsync(this World world, Guid licenseId) => world.ReadAsync(async db =>
    {
        var license = await db.Licenses.AsNoTracking().SingleAsync(row => row.Id == licenseId);
        var orders = await db.SubscriptionOrders.AsNoTracking().Where(row => row.LicenseId == licenseId).ToListAsync();
        var rows = await db.Subscriptions.AsNoTracking().Where(row => row.LicenseId == licenseId).ToListAsync();
        var grants = await (
            from entry in db.LedgerEntries
            join transaction in db.LedgerTransactions on entry.TransactionId equals transaction.Id
            where entry.PoolId == licenseId
            select new { transaction.Cause, entry.Credits }).ToListAsync();
        return FormattableString.Invariant($"{license.Plan} {license.Status} {license.TrialEndsAt is not null}")
            + string.Concat(orders.Select(row => $", order {row.Plan} {row.Status}"))
            + string.Concat(rows.Select(row => FormattableString.Invariant(
                $", subscription {row.Plan} {row.Status} {row.EndsAt is not null}")))
            + string.Concat(grants.Select(row => FormattableString.Invariant(
                $", {row.Cause.Split(':')[0]} {row.Credits}")).Order(StringComparer.Ordinal));
    });

    private static (string Key, string Value)[] Plan(
        int at, string code, string name, int priceMinor, int credits, int sites) =>
    [
        ($"Catalog:Plans:{at}:Code", code), ($"Catalog:Plans:{at}:Name", name),
        ($"Catalog:Plans:{at}:PriceMinor", $"{priceMinor}"),
        ($"Catalog:Plans:{at}:IncludedCredits", $"{credits}"), ($"Catalog:Plans:{at}:SiteLimit", $"{sites}"),
    ];
}
