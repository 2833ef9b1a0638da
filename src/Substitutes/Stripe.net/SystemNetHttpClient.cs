using System.Net;

namespace Stripe;

public interface IHttpClient
{
    Task<StripeResponse> MakeRequestAsync(StripeRequest request, CancellationToken cancellationToken = default);
}

public class SystemNetHttpClient : IHttpClient
{
    private static readonly Lazy<HttpClient> Shared = new(() => new HttpClient { Timeout = TimeSpan.FromSeconds(80) });

    private readonly HttpClient _httpClient;
    private readonly int _maxNetworkRetries;
    private readonly string _userAgent = $"Stripe/V1 .NetBindings/{StripeConfiguration.StripeNetVersion}";

    // enableTelemetry changes nothing: latency reports serve Stripe, not the caller, and would write an id to disk.
    public SystemNetHttpClient(
        HttpClient httpClient = null,
        int maxNetworkRetries = 2,
        AppInfo appInfo = null,
        bool enableTelemetry = true)
    {
        _httpClient = httpClient ?? Shared.Value;
        _maxNetworkRetries = maxNetworkRetries;
        if (appInfo != null)
            _userAgent += $" {appInfo.FormatUserAgent()}";
    }

    public async Task<StripeResponse> MakeRequestAsync(
        StripeRequest request, CancellationToken cancellationToken = default)
    {
        for (var retries = 0; ; retries++)
        {
            var isLastTry = retries >= _maxNetworkRetries;
            try
            {
                var response = await SendAsync(request, cancellationToken);
                if (isLastTry || !IsWorthRetrying(response))
                    return response;
            }
            catch (Exception failure) when (!isLastTry && IsWorthRetrying(failure, cancellationToken))
            {
            }

            // As in the original, cancelling is noticed by the try that follows, not during the pause.
            await Task.Delay(PauseAfter(retries), CancellationToken.None);
        }
    }

    private async Task<StripeResponse> SendAsync(StripeRequest request, CancellationToken cancellationToken)
    {
        using var message = request.ToMessage(_userAgent);
        using var response = await _httpClient.SendAsync(message, cancellationToken);
        var content = await response.Content.ReadAsStringAsync(cancellationToken);

        return new StripeResponse(response.StatusCode, response.Headers, content);
    }

    private static bool IsWorthRetrying(StripeResponse response) => response.Header("Stripe-Should-Retry") switch
    {
        "true" => true,
        "false" => false,
        _ => response.StatusCode is HttpStatusCode.Conflict or >= HttpStatusCode.InternalServerError,
    };

    // A cancellation that the caller did not ask for is HttpClient's timeout.
    private static bool IsWorthRetrying(Exception failure, CancellationToken cancellationToken) =>
        failure is HttpRequestException
        || (failure is OperationCanceledException && !cancellationToken.IsCancellationRequested);

    private static TimeSpan PauseAfter(int retries)
    {
        var seconds = Math.Min(0.5 * Math.Pow(2, retries), 5);
        // Spread by a quarter, so that clients that failed together do not come back together.
        var spread = seconds * (0.75 + (Random.Shared.NextDouble() / 4));

        return TimeSpan.FromSeconds(Math.Max(spread, 0.5));
    }
}
