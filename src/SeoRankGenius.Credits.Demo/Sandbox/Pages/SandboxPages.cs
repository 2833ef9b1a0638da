using Microsoft.AspNetCore.Builder;
using SeoRankGenius.Credits.Demo.Sandbox.Simulation;
using SeoRankGenius.Credits.Demo.Sandbox.State;

namespace SeoRankGenius.Credits.Demo.Sandbox.Pages;

/// <summary>All that a browser sees of the sandbox: what payers see, and the control page with its buttons.</summary>
internal static class SandboxPages
{
    public static void Map(
        WebApplication app, StripeSandbox sandbox, Store store, Checkout checkout, string sellerName)
    {
        new CheckoutPage(store, checkout, sellerName).Map(app);
        new ReceiptPage(store, sellerName).Map(app);
        new PortalPage(store, sandbox.Subscriptions, sellerName).Map(app);
        new ControlPage(store, checkout, sandbox.Deliveries, () => sandbox.WebhookUrl).Map(app);
        new MoneyButtons(sandbox.Refunds, sandbox.Disputes).Map(app);
        new CardButtons(sandbox.Cards, sandbox.Refunds).Map(app);
        new PlanButtons(sandbox.Subscriptions).Map(app);
    }
}
