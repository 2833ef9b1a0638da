using System.Text.Json.Nodes;
using SeoRankGenius.Credits.Demo.Sandbox.State;

namespace SeoRankGenius.Credits.Demo.Sandbox.Wire;

/// <summary>A session of the billing portal on the wire.</summary>
internal static class PortalJson
{
    public static JsonObject Of(PortalSession portal) => new()
    {
        ["id"] = portal.Id,
        ["object"] = "billing_portal.session",
        ["configuration"] = "bpc_1Sandbox",
        ["created"] = portal.CreatedAt.ToUnixTimeSeconds(),
        ["customer"] = portal.CustomerId,
        ["customer_account"] = null,
        ["flow"] = portal.Change is { } change ? Confirm(change) : null,
        ["livemode"] = false,
        ["locale"] = null,
        ["on_behalf_of"] = null,
        ["return_url"] = portal.ReturnUrl,
        ["url"] = portal.Url,
    };

    private static JsonObject Confirm(PortalChange change) => new()
    {
        ["after_completion"] = new JsonObject
        {
            ["hosted_confirmation"] = null,
            ["redirect"] = change.ThenUrl is { } url ? new JsonObject { ["return_url"] = url } : null,
            ["type"] = change.ThenUrl is null ? "portal_homepage" : "redirect",
        },
        ["subscription_cancel"] = null,
        ["subscription_update"] = null,
        ["subscription_update_confirm"] = new JsonObject
        {
            ["discounts"] = null,
            ["items"] = new JsonArray(new JsonObject
            {
                ["id"] = change.ItemId, ["price"] = change.PriceId, ["quantity"] = 1,
            }),
            ["subscription"] = change.SubscriptionId,
        },
        ["type"] = "subscription_update_confirm",
    };
}
