using System.Text;

namespace Stripe;

public class StripeRequest
{
    private readonly HttpMethod _method;
    private readonly Uri _uri;
    private readonly string _apiKey;
    private readonly string _body;
    private readonly string _idempotencyKey;

    internal StripeRequest(HttpMethod method, string url, string parameters, string apiKey, string idempotencyKey)
    {
        _method = method;
        _apiKey = apiKey;

        if (method == HttpMethod.Post)
        {
            _uri = new Uri(url);
            _body = parameters;
            // Fixed here, not per try: a retry must carry the key of the first try.
            _idempotencyKey = string.IsNullOrEmpty(idempotencyKey) ? Guid.NewGuid().ToString() : idempotencyKey;
        }
        else
        {
            _uri = new Uri(parameters.Length == 0 ? url : $"{url}?{parameters}");
        }
    }

    // HttpClient sends a message once only, so every try gets its own.
    internal HttpRequestMessage ToMessage(string userAgent)
    {
        var message = new HttpRequestMessage(_method, _uri);
        message.Headers.TryAddWithoutValidation("Authorization", $"Bearer {_apiKey}");
        message.Headers.TryAddWithoutValidation("Stripe-Version", StripeConfiguration.ApiVersion);
        message.Headers.TryAddWithoutValidation("User-Agent", userAgent);

        if (_body != null)
        {
            message.Headers.TryAddWithoutValidation("Idempotency-Key", _idempotencyKey);
            message.Content = new StringContent(_body, Encoding.UTF8, "application/x-www-form-urlencoded");
        }

        return message;
    }
}
