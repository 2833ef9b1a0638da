using System.Net;
using System.Text.Json;
using Stripe.Infrastructure;

namespace Stripe;

public interface IStripeClient
{
    string ApiBase { get; }

    string ApiKey { get; }

    Task<T> RequestAsync<T>(
        HttpMethod method,
        string path,
        BaseOptions options,
        RequestOptions requestOptions,
        CancellationToken cancellationToken = default)
        where T : IStripeEntity;
}

public class StripeClient : IStripeClient
{
    private readonly IHttpClient _httpClient;

    // Only the API itself is spoken to here; the other bases are in the signature for callers that name them.
    public StripeClient(
        string apiKey = null,
        string clientId = null,
        IHttpClient httpClient = null,
        string apiBase = null,
        string connectBase = null,
        string filesBase = null,
        string meterEventsBase = null)
    {
        if (apiKey is "")
            throw new ArgumentException("The API key is empty.", nameof(apiKey));
        if (apiKey?.Any(char.IsWhiteSpace) == true)
            throw new ArgumentException("The API key contains white space.", nameof(apiKey));

        ApiKey = apiKey;
        ApiBase = apiBase ?? "https://api.stripe.com";
        _httpClient = httpClient ?? new SystemNetHttpClient();
    }

    public string ApiBase { get; }

    public string ApiKey { get; }

    public async Task<T> RequestAsync<T>(
        HttpMethod method,
        string path,
        BaseOptions options,
        RequestOptions requestOptions,
        CancellationToken cancellationToken = default)
        where T : IStripeEntity
    {
        var apiKey = requestOptions?.ApiKey ?? ApiKey
            ?? throw new StripeException("No API key: give one to StripeClient or in RequestOptions.");
        var request = new StripeRequest(
            method, ApiBase + path, FormEncoder.Encode(options), apiKey, requestOptions?.IdempotencyKey);

        var response = await _httpClient.MakeRequestAsync(request, cancellationToken);

        return response.StatusCode == HttpStatusCode.OK ? ReadEntity<T>(response) : throw ReadError(response);
    }

    private static T ReadEntity<T>(StripeResponse response)
        where T : IStripeEntity
    {
        var entity = TryRead<T>(response) ?? throw Invalid(response);
        entity.StripeResponse = response;
        return entity;
    }

    private static StripeException ReadError(StripeResponse response)
    {
        var error = TryRead<ErrorBody>(response)?.Error;
        if (error == null)
            return Invalid(response);

        error.StripeResponse = response;
        return new StripeException(response.StatusCode, error, error.Message) { StripeResponse = response };
    }

    private static T TryRead<T>(StripeResponse response)
    {
        try
        {
            return JsonSerializer.Deserialize<T>(response.Content, StripeJson.Options);
        }
        catch (JsonException)
        {
            return default;
        }
    }

    private static StripeException Invalid(StripeResponse response) =>
        new(response.StatusCode, null, $"Invalid response object from API: \"{response.Content}\"")
        {
            StripeResponse = response,
        };

    private sealed record ErrorBody(StripeError Error);
}
