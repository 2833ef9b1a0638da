using Microsoft.EntityFrameworkCore;
using SeoRankGenius.Credits.BackOffice.Licenses;
using SeoRankGenius.Credits.Data;
using SeoRankGenius.Credits.Licensing;
using SeoRankGenius.Credits.Tests.Fixtures;

namespace SeoRankGenius.Credits.Tests.BackOffice;

/// <summary>The search box among 100,000 licenses, each with an owner, a site, a purchase and an event.</summary>
public sealed class SearchingAmongManyTests : WorldTests
{
    private const int Count = 100_000;

    [Fact]
    public async Task Each_kind_of_key_is_found_by_an_index()
    {
        var world = await WorldAsync(Provider.Sqlite);
        await FillAsync(world);
        using var plans = new QueryPlans((SqliteFile)world.Database);
        await using var reader = new Reader(world.Scopes, world.Time);
        var searching = new Search(reader);

        foreach (var (asked, kind) in Asked)
        {
            var hits = await searching.FindAsync(asked, default);
            Assert.Contains(hits, hit => hit.Kind == kind && hit.IsExact);
        }

        Assert.NotEmpty(plans.Steps);
        Assert.DoesNotContain(
            plans.Steps, step => step.StartsWith("SCAN", StringComparison.Ordinal) && !IsSmall(step));
    }

    private static (string Asked, SearchResultKind Kind)[] Asked =>
    [
        ("site-77777.example", SearchResultKind.Site), ("SRG-GENERATED-0077777", SearchResultKind.License),
        ("owner-77777@many.example", SearchResultKind.Owner), (Id(5, 77_777).ToString(), SearchResultKind.Purchase),
        (
            "cs_test_77777", SearchResultKind.Purchase), ("pi_77777", SearchResultKind.Purchase), ("evt_77777",
                SearchResultKind.Event),
        ("sub_77777", SearchResultKind.License),
    ];

    // A result of at most ten rows.
    private static bool IsSmall(string step) =>
        step.StartsWith("SCAN CONSTANT", StringComparison.Ordinal)
        || step.StartsWith("SCAN (", StringComparison.Ordinal)
        || step.Contains("VIRTUAL TABLE", StringComparison.Ordinal)
        || step is "SCAN u0" or "SCAN a0" or "SCAN h";

    private static Guid Id(int kind, int number) =>
        Guid.Parse(FormattableString.Invariant($"{kind:D8}-0000-7000-8000-{number:D12}"));

    // By SQL, since a hundred thousand of anything takes the operations minutes.
    private static Task FillAsync(World world) => world.WriteAsync(async db =>
    {
        const string Numbers =
            "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 100000) ";
        static string Key(int kind) => $"printf('{kind:D8}-0000-7000-8000-%012d', i)";
        const string Now = "'2026-07-01 12:00:00'";
        string[] fill =
        [
            $"""
            INSERT INTO "AspNetUsers" ("Id", "UserName", "NormalizedUserName", "Email", "NormalizedEmail",
                "EmailConfirmed", "PhoneNumberConfirmed", "TwoFactorEnabled", "LockoutEnabled", "AccessFailedCount")
            {Numbers} SELECT {Key(1)}, 'owner-' || i || '@many.example', 'OWNER-' || i || '@MANY.EXAMPLE',
                'owner-' || i || '@many.example', 'OWNER-' || i || '@MANY.EXAMPLE', 0, 0, 0, 0, 0 FROM n
            """,
            $"""
            INSERT INTO "Licenses" ("Id", "OwnerId", "KeyHash", "KeyHint", "Plan", "Status", "CreatedAt")
            {Numbers} SELECT {Key(2)}, {Key(1)}, printf('%064d', i), 'HINT', 'pro', 'Active', {Now} FROM n
            """,
            $"""
            INSERT INTO "Sites" ("Id", "LicenseId", "Domain", "IsTest", "TokenHash", "CreatedAt", "ActivatedAt",
                "Activations", "NeedsConfirmation")
            {Numbers} SELECT {Key(3)}, {Key(2)}, 'site-' || i || '.example', 0, printf('%064d', i), {Now}, {Now},
                1, 0 FROM n
            """,
            $"""
            INSERT INTO "Pools" ("Id", "Kind", "LicenseId", "SiteId", "IsTest", "Balance", "Sequence")
            {Numbers} SELECT {Key(2)}, 'Shared', {Key(2)}, NULL, 0, 0, 0 FROM n
            """,
            $"""
            INSERT INTO "Purchases" ("Id", "LicenseId", "SiteId", "BuyerId", "Pack", "Pool", "Credits", "PriceMinor",
                "Currency", "Status", "StripeSessionId", "StripePaymentIntentId", "CreatedAt", "ExpiresAt",
                "RefundedMinor", "DisputedMinor", "CreditsTaken", "Shortfall", "Returns", "Kind")
            {Numbers} SELECT {Key(5)}, {Key(2)}, {Key(3)}, {Key(1)}, 'shared-1000', 'Shared', 1000, 500,
                'usd', 'Failed', 'cs_test_' || i, 'pi_' || i, {Now}, {Now}, 0, 0, 0, 0, 0, 'Checkout' FROM n
            """,
            $"""
            INSERT INTO "Subscriptions" ("Id", "LicenseId", "Plan", "StripePriceId", "PriceMinor", "Currency", "Status",
                "PeriodEndsAt", "CreatedAt", "Version")
            {Numbers} SELECT 'sub_' || i, {Key(2)}, 'pro', 'price_1', 2900, 'usd', 'Active', {Now}, {Now}, 1 FROM n
            """,
            $"""
            INSERT INTO "StoredEvents" ("Id", "Type", "PurchaseId", "Outcome", "CreatedAt", "ReceivedAt", "Payload")
            {Numbers} SELECT 'evt_' || i, 'checkout.session.expired', {Key(5)}, 'Noted', {Now}, {Now}, '{"{}"}' FROM n
            """,
        ];
        foreach (var sql in fill)
            Assert.Equal(Count, await db.Database.ExecuteSqlRawAsync(sql.Replace("{}", "{{}}")));
        var hash = License.HashKey("SRG-GENERATED-0077777");
        var id = Id(2, 77_777);
        await db.Licenses.Where(row => row.Id == id)
            .ExecuteUpdateAsync(row => row.SetProperty(license => license.KeyHash, hash));
    });
}
