using System.Text.Json.Nodes;
using SeoRankGenius.Credits.Demo.Sandbox.State;

namespace SeoRankGenius.Credits.Demo.Sandbox.Wire;

/// <summary>A subscription on the wire, with every property of API 2026-10-28.endive.</summary>
internal static class SubscriptionJson
{
    public static readonly string[] Expandable = ["latest_invoice"];

    private const string Constant = """
        {"object":"subscription","application":null,"application_fee_percent":null,"automatic_tax":{
        "disabled_reason":null,"enabled":false,"liability":null},"billing_cycle_anchor_config":null,
        "billing_mode":{"flexible":null,"type":"classic"},"billing_schedules":[],"billing_thresholds":null,
        "collection_method":"charge_automatically","customer_account":null,"days_until_due":null,
        "default_source":null,"default_tax_rates":[],"description":null,"discounts":[],
        "invoice_settings":{"account_tax_ids":null,"custom_fields":null,"description":null,"footer":null,
        "issuer":{"type":"self"}},"livemode":false,"managed_payments":null,
        "next_pending_invoice_item_invoice":null,"on_behalf_of":null,"pause_collection":null,
        "payment_settings":{"payment_method_options":null,"payment_method_types":null,
        "save_default_payment_method":"off"},"pending_invoice_item_interval":null,"pending_setup_intent":null,
        "pending_update":null,"schedule":null,"test_clock":null,"transfer_data":null,
        "trial_settings":{"end_behavior":{"missing_payment_method":"create_invoice"}}}
        """;

    public static JsonObject Of(SandboxState state, Subscription subscription, Expansion expand)
    {
        var json = Json.Parse(Constant);
        json["id"] = subscription.Id;
        json["billing_cycle_anchor"] = (subscription.TrialEnd ?? subscription.CreatedAt).ToUnixTimeSeconds();
        json["cancel_at"] = subscription.CancelAtPeriodEnd ? subscription.PeriodEnd.ToUnixTimeSeconds() : null;
        json["cancel_at_period_end"] = subscription.CancelAtPeriodEnd;
        json["canceled_at"] = subscription.CanceledAt?.ToUnixTimeSeconds();
        json["cancellation_details"] = new JsonObject
        {
            ["comment"] = null, ["feedback"] = null, ["reason"] = subscription.CancelReason,
        };
        json["created"] = subscription.CreatedAt.ToUnixTimeSeconds();
        json["currency"] = subscription.Currency;
        json["customer"] = subscription.CustomerId;
        json["default_payment_method"] = subscription.PaymentMethodId;
        json["ended_at"] = subscription.EndedAt?.ToUnixTimeSeconds();
        json["items"] = ListPage.Whole(
            [Item(state, subscription)], $"/v1/subscription_items?subscription={subscription.Id}");
        json["latest_invoice"] = expand.Into("latest_invoice") is null
            ? subscription.LatestInvoiceId
            : SubscriptionInvoiceJson.Of(state.Invoices.First(i => i.Id == subscription.LatestInvoiceId));
        json["metadata"] = Json.Of(subscription.Metadata);
        json["start_date"] = subscription.CreatedAt.ToUnixTimeSeconds();
        json["status"] = subscription.Status;
        json["trial_end"] = subscription.TrialEnd?.ToUnixTimeSeconds();
        json["trial_start"] = subscription.TrialStart?.ToUnixTimeSeconds();
        return json;
    }

    private static JsonObject Item(SandboxState state, Subscription subscription) => new()
    {
        ["id"] = subscription.ItemId,
        ["object"] = "subscription_item",
        ["billing_thresholds"] = null,
        ["created"] = subscription.CreatedAt.ToUnixTimeSeconds(),
        ["current_period_end"] = subscription.PeriodEnd.ToUnixTimeSeconds(),
        ["current_period_start"] = subscription.PeriodStart.ToUnixTimeSeconds(),
        ["discounts"] = new JsonArray(),
        ["metadata"] = new JsonObject(),
        ["plan"] = PriceJson.Plan(state.Price(subscription.PriceId)),
        ["price"] = PriceJson.Of(state.Price(subscription.PriceId), Expansion.None),
        ["quantity"] = 1,
        ["subscription"] = subscription.Id,
        ["tax_rates"] = new JsonArray(),
    };
}
