using AngleSharp.Html.Dom;
using Microsoft.EntityFrameworkCore;
using SeoRankGenius.Credits.BackOffice.Adjustments;
using SeoRankGenius.Credits.Demo;
using SeoRankGenius.Credits.Tests.Fixtures;

namespace SeoRankGenius.Credits.Tests.Scenarios;

/// <summary>A page as someone may see it.</summary>
/// <param name="Person">The e-mail address of who is signed in; null for nobody.</param>
/// <param name="Address">The address with its query.</param>
public sealed record SeenPage(string? Person, string Address);

/// <summary>
/// The samples after a day on which everything happened: sites connected and disconnected, packs bought, refunded,
/// disputed and abandoned, a new plan, uses, a hold and a return, and a request for approval.
/// </summary>
public static class BusyDay
{
    public const string Agency = "northwind-agency.example";

    private const string Tab = "/account/credits/" + Agency;

    /// <summary>The day; then every page with something to show.</summary>
    public static async Task<IReadOnlyList<SeenPage>> SpendBusyDayAsync(this App app)
    {
        using var owner = await app.SignInAsync(SampleData.Owner);
        using var admin = await app.SignInAsync(SampleData.Admin);
        await ConnectAsync(app, sites: 40);
        var paid = await PayAsync(app, owner, "shared-5000");
        var back = $"{Tab}/thanks?session_id={paid}";
        app.Stripe.Refunds.Make(await PayAsync(app, owner, "domain-1000"), 250);
        var dispute = app.Stripe.Disputes.Open(await PayAsync(app, owner, "domain-5000"));
        await owner.BuyAsync(Agency, "shared-15000");
        await UseAsync(app);
        await DisconnectAsync(app);
        var plan = await StartTrialAsync(app);
        foreach (var happened in app.Stripe.Events.ToList())
            (await app.PostEventAsync(happened)).Is(200);
        var license = await app.LicenseAddressAsync();
        await AskAsync(admin, license);
        await app.LookForLowBalancesAsync();
        var purchase = await app.World.ReadAsync(db =>
            db.Purchases.Where(bought => bought.StripeSessionId == paid).Select(bought => bought.Id).SingleAsync());
        var (site, stored, invoice) = await app.World.ReadAsync(async db => (
            await db.Sites.Where(site => site.Domain == Agency).Select(site => site.Id).SingleAsync(),
            await db.StoredEvents.Where(row => row.PurchaseId == null).Select(row => row.Id).FirstAsync(),
            await db.PlanInvoices.Select(row => row.Id).FirstAsync()));
        return
        [
            .. OfNobody(), .. OfOwners(back, plan),
            .. OfAdmins(license, $"/admin/purchases/{purchase}", $"{license}/sites/{site}", dispute),
            new(SampleData.Admin, $"/admin/events/{stored}"),
            new(SampleData.Admin, $"/admin/invoices/{invoice}/refund"),
        ];
    }

    private static IEnumerable<SeenPage> OfNobody() =>
        new[] { "/signin", "/signin/forgot", "/signin/password?token=x", "/signin/join/x", "/launch/x", "/nothing" }
            .Select(address => new SeenPage(null, address));

    private static IEnumerable<SeenPage> OfOwners(string back, string plan) =>
    [
        .. new[]
        {
            Tab, Tab + "?feature=content-analysis&pages=500", back, Tab + "/buy?pack=shared-5000", Tab + "/alerts",
            Tab + "/top-up", Tab + "/top-up/set-up?pool=shared",
            Tab + "/top-up/set-up?pool=domain&pack=domain-1000&threshold=0&limit=1",
            Tab + "/top-up/set-up?pool=shared&pack=shared-5000&threshold=500&limit=60",
            "/account/activity", "/account/developers", "/account/members", "/account/sites",
            "/account/sites/" + Agency,
            "/account/purchases", "/account/plans",
            $"/account/statements?site={Agency}&name=Northwind&price=0.02", "/account/security",
            "/account/security/two-factor", "/signout", "/account/credits/fabrikam-shop.example",
        }.Select(address => new SeenPage(SampleData.Owner, address)),
        new(SampleData.Trial, "/account/credits"),
        new(SampleData.Free, "/account/plans"), new(SampleData.Free, plan),
        new(SampleData.Free, "/account/purchases"),
    ];

    private static IEnumerable<SeenPage> OfAdmins(
        string license, string purchase, string site, string dispute) => new[]
        {
            "/admin", "/admin/admins", "/admin/approvals", "/admin/audit", "/admin/audit?views=true", "/admin/mails",
            "/admin/security", "/admin/two-factor", "/admin/find?q=client", "/admin/find?q=none", "/admin/nothing",
            "/admin/licenses", "/admin/licenses/new", license, license + "?days=365", license + "/edit",
            license + "/key", license + "/erase", license + "/adjust", license + "/move", site, "/admin/purchases",
            purchase, purchase + "/refund", "/admin/subscriptions", $"/admin/disputes/{dispute}",
        }.Select(address => new SeenPage(SampleData.Admin, address));

    /// <summary>More sites of the agency.</summary>
    public static async Task ConnectAsync(this App app, int sites)
    {
        await app.World.WriteAsync(async db =>
        {
            var agency = await db.Sites.SingleAsync(site => site.Domain == Agency);
            (await db.Licenses.SingleAsync(license => license.Id == agency.LicenseId)).SiteLimit = 50;
            await db.SaveChangesAsync();
        });
        for (var number = 1; number <= sites; number++)
            await app.World.ActivateAsync(SampleData.OwnerKey, $"shop-{number}.example");
    }

    private static async Task<string> PayAsync(App app, Visitor owner, string pack)
    {
        var session = await owner.BuyAsync(Agency, pack);
        (await owner.GetAsync((await app.Stripe.PayAsync(session))!.PathAndQuery)).Is(200);
        return session;
    }

    // More uses than a page lists, a hold, and a return.
    private static async Task UseAsync(App app)
    {
        var plugin = await app.World.ActivateAsync(SampleData.OwnerKey, Agency);
        var site = new TestSite(plugin.SiteId, null!, Agency, plugin.Token);
        using var api = new Plugin(app.Url, plugin.Token);
        await Task.WhenAll(Enumerable.Range(0, 120).Select(use => api.SpentAsync(9, $"https://{Agency}/page-{use}")));
        await api.GiveBackAsync(await api.SpentAsync(12), 5);
        await app.World.HoldAsync(site, 40);
    }

    // The owner of the trial then has no site.
    private static async Task DisconnectAsync(App app)
    {
        using var api = new Plugin(
            app.Url, (await app.World.ActivateAsync(SampleData.TrialKey, "fabrikam-shop.example")).Token);
        (await api.PostAsync("sites/deactivate")).Is(204);
    }

    private static async Task<string> StartTrialAsync(App app)
    {
        using var free = await app.SignInAsync(SampleData.Free);
        var checkout = (await free.SubmitAsync("/account/plans", "/plans/start", ("plan", "pro"))).Is(303).Location!;
        return (await app.Stripe.PayAsync(new Uri(checkout).Segments[^1]))!.PathAndQuery;
    }

    private static async Task AskAsync(Visitor admin, string license)
    {
        var form = await admin.PageAsync(license + "/adjust");
        var review = Visitor.Parse(await admin.SubmitAsync(
            license + "/adjust", "/adjust", ("Input.PoolId", form.QuerySelector("option")!.GetAttribute("value")!),
            ("Input.Credits", "5000"), ("Input.Reason", $"{AdjustmentReason.Goodwill}"),
            ("Input.Sentence", "Failed bulk run"), ("step", "review")));
        var fields = review.QuerySelectorAll("main form input[name]").OfType<IHtmlInputElement>()
            .Select(input => (input.Name!, input.Value));
        (await admin.PostAsync(license + "/adjust", [.. fields, ("step", "confirm")])).Is(302);
    }
}
