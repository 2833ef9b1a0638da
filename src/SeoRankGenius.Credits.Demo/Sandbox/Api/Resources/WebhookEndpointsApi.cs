namespace SeoRankGenius.Credits.Demo.Sandbox.Api.Resources;

/// <summary>The account's webhook endpoint: read-only, since it is set up in Stripe's dashboard.</summary>
internal static class WebhookEndpointsApi
{
    public static void Map(ApiEndpoints api, Func<(Uri? Url, WebhookEndpoint? Endpoint)> endpoint) =>
        api.Get("/v1/webhook_endpoints", (_, call) =>
        {
            var (url, one) = endpoint();
            List<JsonObject> all = url is null || one is null ? [] : [Write(url, one)];
            return Lists.Page(call, "webhook_endpoint", all, item => (string)item["id"]!, item => item);
        });

    private static JsonObject Write(Uri url, WebhookEndpoint endpoint) => Json.Of(new
    {
        Id = "we_sandbox", Object = "webhook_endpoint", endpoint.ApiVersion, Application = (string?)null,
        Created = DateTimeOffset.UnixEpoch, Description = (string?)null, endpoint.EnabledEvents, Livemode = false,
        Metadata = new { }, endpoint.Status, Url = url.ToString(),
    });
}
