using System.Net;
using Microsoft.Extensions.Logging;
using Stripe;

namespace SeoRankGenius.Credits.Billing.Stripe;

/// <summary>The way to Stripe's API, and its failures in our words. Safe to use from any thread.</summary>
public sealed class StripeGateway(StripeOptions settings, HttpClient http, ILogger<StripeGateway> log)
{
    private readonly StripeClient? _client = settings.SecretKey is { } key
        ? new(key, httpClient: new SystemNetHttpClient(http, enableTelemetry: false), apiBase: settings.ApiBase)
        : null;

    /// <summary>
    /// Asks once (Stripe.net repeats what may be repeated). Throws <see cref="DependencyUnavailable"/> when Stripe
    /// can't be reached, <see cref="Refusal"/> (<see cref="RefusalCode.CheckoutRefused"/>) with <paramref
    /// name="refused"/> when Stripe says no.
    /// </summary>
    internal async Task<T> AskAsync<T>(Func<IStripeClient, Task<T>> ask, string refused)
    {
        if (_client is null)
            throw Refused("Payments are not set up yet.");
        try
        {
            return await ask(_client);
        }
        catch (StripeException no)
        {
            throw Told(no, refused);
        }
        catch (Exception fault) when (fault is HttpRequestException
            or TaskCanceledException { InnerException: TimeoutException })
        {
            throw Unreachable(fault);
        }
    }

    /// <summary>Reads one thing; null when our Stripe account has none with this id. Throws as above.</summary>
    internal async Task<T?> FindAsync<T>(Func<IStripeClient, Task<T>> ask)
        where T : class
    {
        try
        {
            return await AskAsync(ask, "Stripe did not answer this question.");
        }
        catch (Refusal no) when (no.InnerException is HttpRequestException { StatusCode: HttpStatusCode.NotFound })
        {
            return null;
        }
    }

    // Type, code and parameter name what is wrong. Stripe's own sentence may quote the buyer's e-mail or the whole
    // answer: it goes no further, for whoever catches this writes it to the log.
    private Exception Told(StripeException no, string refused)
    {
        log.LogError(
            "Stripe answered {StatusCode} {Type} {Code} {Param} (request {RequestId})",
            (int)no.HttpStatusCode, no.StripeError?.Type, no.StripeError?.Code, no.StripeError?.Param,
            no.StripeResponse?.RequestId);
        var status = new HttpRequestException("Stripe did not answer 200.", inner: null, no.HttpStatusCode);
        return IsRefusal(no.HttpStatusCode) ? Refused(refused, status) : Unreachable(status);
    }

    // 409 and 429 pass with time; everything else below 500 comes again however often it is asked.
    private static bool IsRefusal(HttpStatusCode status) =>
        (int)status is >= 400 and < 500
        && status is not (HttpStatusCode.Conflict or HttpStatusCode.TooManyRequests);

    private static DependencyUnavailable Unreachable(Exception fault) =>
        new("Stripe cannot be reached right now.", fault);

    private static Refusal Refused(string sentence, Exception? inner = null) =>
        new(RefusalCode.CheckoutRefused, sentence, inner);
}
