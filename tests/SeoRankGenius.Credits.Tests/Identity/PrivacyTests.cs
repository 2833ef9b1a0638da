using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using SeoRankGenius.Credits.BackOffice.Payments;
using SeoRankGenius.Credits.Demo;
using SeoRankGenius.Credits.Licensing.Members;
using SeoRankGenius.Credits.Privacy;
using SeoRankGenius.Credits.Tests.Fixtures;
using SeoRankGenius.Credits.Tests.Scenarios;

namespace SeoRankGenius.Credits.Tests.Identity;

/// <summary>What is told to an owner, and what is kept no longer.</summary>
public sealed class PrivacyTests : AppTests
{
    private const string Export = "/account/security/export";

    [Theory]
    [InlineData("", "application/json"), InlineData("?format=csv", "text/csv; charset=utf-8")]
    public async Task An_owner_gets_what_is_stored_about_them(string query, string type)
    {
        var app = await SampleAppAsync();
        using var owner = await app.SignInAsync(SampleData.Owner);

        var answer = (await owner.GetAsync(Export + query)).Is(200);

        Assert.Equal(type, answer.Header("Content-Type"));
        foreach (var own in (string[])[SampleData.Owner, "northwind-agency.example", "127.0.0.1"])
            Assert.Contains(own, answer.Body, StringComparison.Ordinal);
        Assert.DoesNotContain("fabrikam", answer.Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Exports_are_limited_to_five_at_once()
    {
        var app = await SampleAppAsync();
        using var owner = await app.SignInAsync(SampleData.Owner);
        for (var count = 0; count < 5; count++)
            (await owner.GetAsync(Export)).Is(200);

        (await owner.GetAsync(Export)).Is(429);
        app.World.Time.Advance(TimeSpan.FromMinutes(1));

        (await owner.GetAsync(Export)).Is(200);
    }

    [Fact]
    public async Task A_member_gets_their_own_purchase_and_not_the_owners()
    {
        var app = await SampleAppAsync();
        using var owner = await app.SignInAsync(SampleData.Owner);
        using var member = await app.JoinAsync(AccountRole.Billing);
        await owner.BuyAsync("northwind-agency.example", "shared-5000");
        await member.BuyAsync("northwind-agency.example", "shared-1000");

        var exported = JsonNode.Parse((await member.GetAsync(Export)).Is(200).Body)!;

        Assert.Equal(["shared-1000"], exported["purchases"]!.AsArray().Select(row => (string)row!["pack"]!));
        Assert.Contains("MemberJoined", exported["audit"]!.AsArray().Select(row => (string)row!["details"]!));
    }

    [Fact]
    public async Task A_reduced_event_is_applied_again()
    {
        var app = await SampleAppAsync();
        using var owner = await app.SignInAsync(SampleData.Owner);
        var session = await owner.BuyAsync("northwind-agency.example", "shared-5000");
        await app.Stripe.PayAsync(session);
        await app.DeliverAllAsync(session);
        app.World.Time.Advance(TimeSpan.FromDays(91));
        await app.Get<Retention>().ApplyAsync(default);
        var stored = await app.World.ReadAsync(db =>
            db.StoredEvents.SingleAsync(row => row.Type == "checkout.session.completed" && row.ObjectId == session));

        var purchaseId = await app.Get<ReapplyEvent>().ApplyAsync(await app.World.AdminAsync(), stored.Id, default);

        Assert.Equal(stored.PurchaseId, purchaseId);
        Assert.Equal(
            ["id", "object", "mode"],
            JsonNode.Parse(stored.Payload)!["data"]!["object"]!.AsObject().Select(field => field.Key));
    }

    [Fact]
    public async Task After_ninety_days_events_name_no_person()
    {
        var app = await SampleAppAsync();
        using var owner = await app.SignInAsync(SampleData.Owner);
        var session = await owner.BuyAsync("northwind-agency.example", "shared-5000");
        await app.Stripe.PayAsync(session);
        await app.DeliverAllAsync(session);
        Assert.Contains(SampleData.Owner, await PayloadsAsync(app), StringComparison.Ordinal);

        app.World.Time.Advance(TimeSpan.FromDays(91));
        await app.Get<Retention>().ApplyAsync(default);

        var reduced = await PayloadsAsync(app);
        Assert.DoesNotContain(SampleData.Owner, reduced, StringComparison.Ordinal);
        Assert.Contains(session, reduced, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_erased_owner_is_found_nowhere()
    {
        var app = await SampleAppAsync();
        using var owner = await app.SignInAsync(SampleData.Owner);
        var session = await owner.BuyAsync("northwind-agency.example", "shared-5000");
        await app.Stripe.PayAsync(session);
        await app.DeliverAllAsync(session);
        using var admin = await app.SignInAsync(SampleData.Admin);
        var page = $"/admin/licenses/{await app.NorthwindAsync()}/erase";
        var before = await app.World.MoneyAsync();

        (await admin.SubmitAsync(page, page, ("Input.Email", SampleData.Owner))).Is(200);

        Assert.Empty(await app.World.ColumnsWithAsync(SampleData.Owner));
        Assert.Equal(before, await app.World.MoneyAsync());
        (await owner.GetAsync("/account/credits/northwind-agency.example")).Is(302);
        (await owner.SignInAsync(SampleData.Owner, SampleData.Password)).Is(200);
    }

    [Fact]
    public async Task Another_address_erases_nothing()
    {
        var app = await SampleAppAsync();
        using var admin = await app.SignInAsync(SampleData.Admin);
        var page = $"/admin/licenses/{await app.NorthwindAsync()}/erase";

        (await admin.SubmitAsync(page, page, ("Input.Email", SampleData.Trial))).Is(200);

        (await app.SignInAsync(SampleData.Owner)).Dispose();
    }

    [Fact]
    public async Task Old_sessions_or_attempts_are_deleted()
    {
        var app = await SampleAppAsync();
        (await app.SignInAsync(SampleData.Owner)).Dispose();

        app.World.Time.Advance(TimeSpan.FromDays(366));
        await app.Get<Retention>().ApplyAsync(default);

        Assert.Equal((0, 0), await app.World.ReadAsync(async db =>
            (await db.UserSessions.CountAsync(), await db.SignInRecords.CountAsync())));
    }

    [Fact]
    public async Task A_session_that_is_kept_signed_in_outlasts_a_shorter_retention()
    {
        var app = await SampleAppAsync(("Retention:SessionDays", "1"));
        using var owner = app.Visit();
        (await owner.SubmitAsync(
            "/signin", "/signin", ("Input.Email", SampleData.Owner), ("Input.Password", SampleData.Password),
            ("Input.Keep", "true"))).Is(302);

        app.World.Time.Advance(TimeSpan.FromDays(29));
        await app.Get<Retention>().ApplyAsync(default);
        (await owner.GetAsync("/account/security")).Is(200);
        app.World.Time.Advance(TimeSpan.FromDays(1));
        await app.Get<Retention>().ApplyAsync(default);

        Assert.Equal(1, await app.World.ReadAsync(db => db.UserSessions.CountAsync()));
        app.World.Time.Advance(TimeSpan.FromDays(1));
        await app.Get<Retention>().ApplyAsync(default);
        Assert.Equal(0, await app.World.ReadAsync(db => db.UserSessions.CountAsync()));
    }

    private static Task<string> PayloadsAsync(App app) => app.World.ReadAsync(db => Task.FromResult(
        string.Concat(db.StoredEvents.Select(stored => stored.Payload).AsEnumerable())));
}
