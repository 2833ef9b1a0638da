using System.Net;
using Stripe;

namespace SeoRankGenius.Credits.Billing.Stripe;

/// <summary>Calls Stripe's API and translates its failures. Safe to use from any thread.</summary>
public sealed class StripeGateway(StripeOptions settings, HttpClient http, ILogger<StripeGateway> log)
{
    private const string MissingKey = "missing";

    private readonly StripeClient? _client = settings.SecretKey is { } key
        ? new(key, httpClient: new SystemNetHttpClient(http, enableTelemetry: false), apiBase: settings.ApiBase)
        : null;

    /// <summary>
    /// Sends one request (Stripe.net retries what may be retried). Throws <see cref="DependencyUnavailable"/> when
    /// Stripe cannot be reached, <see cref="Refusal"/> (<see cref="RefusalCode.CheckoutRefused"/>) with <paramref
    /// name="refused"/> when Stripe rejects the request.
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
            throw Translate(no, refused);
        }
        catch (Exception fault) when (fault is HttpRequestException
            or TaskCanceledException { InnerException: TimeoutException })
        {
            throw Unreachable(fault);
        }
    }

    /// <summary>Did Stripe refuse because it has no object with the id in this parameter?</summary>
    internal static bool IsMissing(Refusal refusal, string parameter) =>
        refusal.InnerException?.Data[MissingKey] as string == parameter;

    /// <summary>Did Stripe answer 409: another request with the same idempotency key is being carried out?</summary>
    internal static bool IsInUse(DependencyUnavailable fault) =>
        fault.InnerException is HttpRequestException { StatusCode: HttpStatusCode.Conflict };

    /// <summary>Reads one object; null when our Stripe account has none with this id. Throws as above.</summary>
    internal async Task<T?> FindAsync<T>(Func<IStripeClient, Task<T>> ask)
        where T : class
    {
        try
        {
            return await AskAsync(ask, "Stripe did not answer this request.");
        }
        catch (Refusal no) when (no.InnerException is HttpRequestException { StatusCode: HttpStatusCode.NotFound })
        {
            return null;
        }
    }

    /// <summary>Objects that were requested at a time: a request is repeated for some minutes at most.</summary>
    internal static DateRangeOptions CreatedAround(DateTime at) =>
        new() { GreaterThanOrEqual = at.AddMinutes(-1), LessThanOrEqual = at.AddMinutes(10) };

    /// <summary>Reads a list to its last page. Throws as above.</summary>
    internal Task<List<T>> ListAsync<T>(Func<IStripeClient, IAsyncEnumerable<T>> list) => AskAsync(
        async client =>
        {
            var items = new List<T>();
            await foreach (var item in list(client))
                items.Add(item);
            return items;
        },
        "Stripe did not answer this request.");

    // Type, code and parameter say what is wrong. Stripe's own message may quote the buyer's e-mail address or the
    // whole answer, so it is not passed on: the exception is written to the log.
    private Exception Translate(StripeException no, string refused)
    {
        // Another request is doing the same: the second of a double click.
        log.Log(
            no.HttpStatusCode == HttpStatusCode.Conflict ? LogLevel.Warning : LogLevel.Error,
            "Stripe answered {StatusCode} {Type} {Code} {Param} (request {RequestId})",
            (int)no.HttpStatusCode, no.StripeError?.Type, no.StripeError?.Code, no.StripeError?.Param,
            no.StripeResponse?.RequestId);
        var status = new HttpRequestException("Stripe did not answer 200.", inner: null, no.HttpStatusCode)
        {
            Data = { [MissingKey] = no.StripeError?.Code == "resource_missing" ? no.StripeError.Param : null },
        };
        return IsRefusal(no.HttpStatusCode) ? Refused(refused, status) : Unreachable(status);
    }

    // 409 and 429 are transient; every other status below 500 stays the same however often it is requested.
    private static bool IsRefusal(HttpStatusCode status) =>
        (int)status is >= 400 and < 500
        && status is not (HttpStatusCode.Conflict or HttpStatusCode.TooManyRequests);

    private static DependencyUnavailable Unreachable(Exception fault) =>
        new("Stripe cannot be reached right now.", fault);

    private static Refusal Refused(string sentence, Exception? inner = null) =>
        new(RefusalCode.CheckoutRefused, sentence, inner);
}
