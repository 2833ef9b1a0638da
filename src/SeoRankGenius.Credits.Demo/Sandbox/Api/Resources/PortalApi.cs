namespace SeoRankGenius.Credits.Demo.Sandbox.Api.Resources;

/// <summary>Sessions of the billing portal: their route and their JSON.</summary>
internal sealed class PortalApi(Store store)
{
    private const string Flow = "flow_data", Confirm = Flow + "[subscription_update_confirm]";
    private const string After = Flow + "[after_completion]";

    public void Map(ApiEndpoints api) => api.Post("/v1/billing_portal/sessions", Create);

    private JsonObject Create(ApiCall call)
    {
        var fields = call.Fields;
        fields.RefuseOthersThan(
            "customer", "expand[#]", "return_url", Flow + "[type]", Confirm + "[subscription]",
            Confirm + "[items][#][id]", Confirm + "[items][#][price]", Confirm + "[items][#][quantity]",
            After + "[type]", After + "[redirect][return_url]");
        Expansion.Read(fields, []);
        var id = Store.NewId("bps_1");
        var portal = new PortalSession
        {
            Id = id,
            Url = $"{call.BaseUrl}/p/session/{id}",
            CreatedAt = store.Now,
            CustomerId = fields.Required("customer"),
            ReturnUrl = fields.Url("return_url"),
            Change = fields.OneOf(Flow + "[type]", "subscription_update_confirm") is null
                ? null
                : new PortalChange(
                    fields.Required(Confirm + "[subscription]"),
                    fields.Required(Confirm + "[items][0][id]"),
                    fields.Required(Confirm + "[items][0][price]"),
                    fields.Url(After + "[redirect][return_url]")),
        };
        return store.Change(state =>
        {
            Check(state, portal);
            state.Portals.Add(portal);
            return Write(portal);
        });
    }

    private static void Check(SandboxState state, PortalSession portal)
    {
        CustomersApi.Require(state, portal.CustomerId);
        if (portal.Change is not { } change)
            return;
        SubscriptionsApi.Resource.Require(
            state, change.SubscriptionId, Confirm + "[subscription]",
            s => s.ItemId == change.ItemId && s.CustomerId == portal.CustomerId && !s.IsEnded);
        PricesApi.Resource.Require(state, change.PriceId, Confirm + "[items][0][price]");
    }

    private static JsonObject Write(PortalSession portal) => Json.Of(new
    {
        portal.Id, Object = "billing_portal.session", Configuration = "bpc_1Sandbox", Created = portal.CreatedAt,
        Customer = portal.CustomerId, Flow = portal.Change is { } change ? FlowOf(change) : null, Livemode = false,
        portal.ReturnUrl, portal.Url,
    });

    private static object FlowOf(PortalChange change) => new
    {
        AfterCompletion = new
        {
            Redirect = change.AfterUrl is { } url ? new { ReturnUrl = url } : null,
            Type = change.AfterUrl is null ? "portal_homepage" : "redirect",
        },
        SubscriptionUpdateConfirm = new
        {
            Items = new[] { new { Id = change.ItemId, Price = change.PriceId, Quantity = 1 } },
            Subscription = change.SubscriptionId,
        },
        Type = "subscription_update_confirm",
    };
}
