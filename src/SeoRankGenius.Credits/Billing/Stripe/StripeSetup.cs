using SeoRankGenius.Credits.Billing.Events;
using Stripe;

namespace SeoRankGenius.Credits.Billing.Stripe;

/// <summary>Compares our Stripe account's settings with what the app needs. Changes nothing.</summary>
public sealed class StripeSetup(StripeGateway stripe, StripeOptions settings, EventProcessor events)
{
    private const string Subject = "Stripe";

    /// <summary>
    /// Checks the key and its mode, and the webhook endpoint of <paramref name="webhookUrl"/>: enabled, with every
    /// event type that has an effect, in the API version of this build.
    /// </summary>
    public async Task<IReadOnlyList<SetupFinding>> CheckAsync(string webhookUrl, CancellationToken cancellation)
    {
        if (settings.SecretKey is null)
            return [Bad("Stripe:SecretKey is not set, so nothing can be bought.")];
        var findings = new List<SetupFinding>
        {
            settings.WebhookSecret is null
                ? Bad("Stripe:WebhookSecret is not set, so no event is accepted.")
                : Good("The webhook's signing secret is set. Only a delivered event proves that it is the right one."),
        };
        try
        {
            var endpoints = await stripe.ListAsync(client =>
                new WebhookEndpointService(client).ListAutoPagingAsync(cancellationToken: cancellation));
            findings.Add(Good(settings.IsLive ? "The key works, in live mode." : "The key works, in test mode."));
            findings.AddRange(Check(endpoints.Where(endpoint => endpoint.Url == webhookUrl).ToList(), webhookUrl));
        }
        catch (Exception failure) when (failure is Refusal or DependencyUnavailable)
        {
            findings.Add(Bad((failure.InnerException as HttpRequestException)?.StatusCode switch
            {
                System.Net.HttpStatusCode.Unauthorized => "Stripe does not know the key. Set Stripe:SecretKey anew.",
                System.Net.HttpStatusCode.Forbidden =>
                    "The key may not read webhook endpoints. Allow it, or check the endpoint in the dashboard.",
                _ => failure.Message,
            }));
        }

        return findings;
    }

    private IEnumerable<SetupFinding> Check(IReadOnlyList<WebhookEndpoint> endpoints, string webhookUrl)
    {
        if (endpoints is [])
        {
            yield return Bad($"No webhook endpoint sends to {webhookUrl}. Create one (docs/stripe.md).");
            yield break;
        }

        foreach (var endpoint in endpoints)
        {
            var missing = endpoint.EnabledEvents.Contains("*") ? [] : events.Types.Except(endpoint.EnabledEvents);
            var faults = new List<string>();
            if (endpoint.Status != "enabled")
                faults.Add($"It is {endpoint.Status}: enable it.");
            if (endpoint.ApiVersion is { } version && version != StripeConfiguration.ApiVersion)
                faults.Add($"Its API version is {version}: create one with {StripeConfiguration.ApiVersion}.");
            if (missing.Order(StringComparer.Ordinal).ToList() is [_, ..] types)
                faults.Add($"It does not send {string.Join(", ", types)}: add them.");
            yield return faults is []
                ? Good($"Webhook endpoint {endpoint.Id} is enabled and sends every event.")
                : Bad($"Webhook endpoint {endpoint.Id}: {string.Join(' ', faults)}");
        }
    }

    private static SetupFinding Good(string sentence) => SetupFinding.Good(Subject, sentence);

    private static SetupFinding Bad(string sentence) => SetupFinding.Bad(Subject, sentence);
}
