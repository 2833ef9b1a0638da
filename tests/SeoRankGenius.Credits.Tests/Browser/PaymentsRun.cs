using SeoRankGenius.Credits.Demo;
using SeoRankGenius.Credits.Tests.Fixtures;
using SeoRankGenius.Credits.Tests.Scenarios;

namespace SeoRankGenius.Credits.Tests.Browser;

/// <summary>
/// The agency's payments: one on Stripe's page, two paid, one disputed, and two whose webhooks were lost, of which an
/// admin checked one with Stripe. Of a plan, two months were paid, one is disputed, and it was subscribed to twice.
/// </summary>
public sealed class PaymentsRun : DemoRun
{
    /// <summary>The addresses of the pages to look at, by the names of their pictures.</summary>
    public Dictionary<string, string> Addresses { get; } = [];

    protected override async Task PrepareAsync()
    {
        var stripe = Host.Stripe!;
        using var owner = await SignInAsync(SampleData.Owner);
        using var admin = await SignInAsync(SampleData.Admin);
        var paid = await SellAsync(owner);
        Addresses["account-credits-thanks"] = $"/account/credits/{BrowserTests.Agency}/thanks?session_id={paid}";
        Addresses["admin-purchase-refund"] = $"/admin/purchases/{await PurchaseAsync(paid)}/refund";
        var other = await SellAsync(owner);
        Addresses["admin-refund-other"] = $"/admin/purchases/{await PurchaseAsync(other)}/refund";
        var dispute = stripe.Disputes.Open(await SellAsync(owner, "domain-1000"));
        await stripe.Deliveries.IdleAsync();
        Addresses["admin-dispute"] = "/admin/disputes/" + dispute;
        await SubscribeTwiceAsync(owner);
        var open = await owner.BuyAsync(BrowserTests.Agency, "domain-5000");
        Addresses["checkout"] = new Uri(stripe.Url, "/c/pay/" + open).AbsoluteUri;

        stripe.Deliveries.Paused = true;
        Addresses["admin-purchase"] = await LoseWebhookAsync(owner, "shared-15000");
        await admin.SubmitAsync(Addresses["admin-purchase"], "handler=Stripe");
        Addresses["admin-purchase-open"] = await LoseWebhookAsync(owner, "domain-10000");
        stripe.Deliveries.GiveUp();
    }

    private async Task SubscribeTwiceAsync(Visitor owner)
    {
        var (stripe, subscriptions) = (Host.Stripe!, Host.Stripe!.Subscriptions);
        var start = await owner.SubmitAsync("/account/plans", "/plans/start", ("plan", "agency"));
        await stripe.PayAsync(new Uri(start.Is(303).Location!).Segments[^1]);
        var first = (string)Assert.Single(subscriptions.All)["id"]!;
        subscriptions.AdvanceToNext(first);
        var dispute = stripe.Disputes.OpenOf((string)stripe.Events
            .Last(made => (string?)made["type"] == "charge.succeeded")["data"]!["object"]!["id"]!);
        subscriptions.AdvanceToNext(first);
        await stripe.Deliveries.IdleAsync();
        Addresses["admin-plan-dispute"] = "/admin/disputes/" + dispute;
        Addresses["admin-plan-refund"] = $"/admin/invoices/{(string)subscriptions.Invoices[^1]["id"]!}/refund";

        subscriptions.StartAnother(first);
        await stripe.Deliveries.IdleAsync();
        var second = subscriptions.EventsAbout((string)subscriptions.All[^1]["id"]!)[0];
        Addresses["admin-second-event"] = $"/admin/events/{(string)second["id"]!}";
        Addresses["admin-second-cancel"] = Addresses["admin-second-event"] + "/cancel";
    }

    private async Task<string> LoseWebhookAsync(Visitor owner, string pack)
    {
        var session = await owner.BuyAsync(BrowserTests.Agency, pack);
        await Host.Stripe!.PayAsync(session);
        return $"/admin/purchases/{await PurchaseAsync(session)}";
    }
}
