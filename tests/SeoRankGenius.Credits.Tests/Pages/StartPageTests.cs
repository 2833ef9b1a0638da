using SeoRankGenius.Credits.Demo;
using SeoRankGenius.Credits.Tests.Fixtures;
using SeoRankGenius.Credits.Tests.Scenarios;

namespace SeoRankGenius.Credits.Tests.Pages;

public sealed class StartPageTests : AppTests
{
    private const string Agency = "northwind-agency.example";

    [Fact]
    public async Task With_nothing_to_do_it_says_so()
    {
        // Newly started: the result of the last reconciliation stays in memory.
        var app = await FreshSampleAppAsync();

        Assert.Contains("Nothing needs your attention", await StartAsync(app), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_checkout_of_whose_end_nothing_was_told_wants_attention()
    {
        var app = await SampleAppAsync();
        using var owner = await app.SignInAsync(SampleData.Owner);
        await owner.BuyAsync(Agency, "shared-5000");
        app.World.Time.Advance(TimeSpan.FromHours(2));

        Assert.Contains($"$20.00 for {Agency}", await StartAsync(app), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_event_that_does_not_fit_wants_attention()
    {
        var app = await SampleAppAsync();
        using var owner = await app.SignInAsync(SampleData.Owner);
        var session = await owner.BuyAsync(Agency, "shared-5000");
        await app.Stripe.PayAsync(session);
        var completed = app.EventOf(session, "checkout.session.completed");
        completed["data"]!["object"]!["amount_subtotal"] = 1;

        await app.PostEventAsync(completed);

        Assert.Contains("List price $0.01, sold for $20.00.", await StartAsync(app), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Today_counts_what_was_paid()
    {
        var app = await SampleAppAsync();
        using var owner = await app.SignInAsync(SampleData.Owner);
        var session = await owner.BuyAsync(Agency, "shared-5000");
        await app.Stripe.PayAsync(session);
        await app.PostEventAsync(app.EventOf(session, "checkout.session.completed"));

        var page = await StartAsync(app);

        Assert.Contains("<dt>Revenue</dt><dd>$20.00</dd>", page, StringComparison.Ordinal);
        Assert.Contains("<dt>Credits sold</dt><dd>5,000</dd>", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_ledger_is_added_up_when_asked_to()
    {
        var app = await SampleAppAsync();
        using var admin = await app.SignInAsync(SampleData.Admin);
        Assert.Contains("Not run yet", (await admin.GetAsync("/admin")).Body, StringComparison.Ordinal);

        (await admin.SubmitAsync("/admin", "handler=Check")).Is(302);

        Assert.Contains("No discrepancies", (await admin.GetAsync("/admin")).Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_ledger_that_does_not_add_up_is_named()
    {
        var app = await SampleAppAsync();
        using var admin = await app.SignInAsync(SampleData.Admin);
        await app.World.UnguardedAsync($"""UPDATE "Pools" SET "Balance" = "Balance" + 1 WHERE "Balance" = 3450""");

        (await admin.SubmitAsync("/admin", "handler=Check")).Is(302);

        var page = (await admin.GetAsync("/admin")).Body;
        Assert.Contains("1 discrepancy", page, StringComparison.Ordinal);
        Assert.Contains("3451", page, StringComparison.Ordinal);
    }

    private static async Task<string> StartAsync(App app)
    {
        using var admin = await app.SignInAsync(SampleData.Admin);
        return (await admin.GetAsync("/admin")).Is(200).Body;
    }
}
