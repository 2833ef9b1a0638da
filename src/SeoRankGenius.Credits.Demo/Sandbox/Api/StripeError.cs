using System.Text;

namespace SeoRankGenius.Credits.Demo.Sandbox.Api;

/// <summary>An answer other than 200.</summary>
internal sealed class StripeError(int status, string type, string message) : Exception(message)
{
    public int Status => status;
    public string? Code { get; init; }
    public string? Param { get; init; }

    /// <summary>Further properties: <c>decline_code</c>, <c>payment_intent</c> and so on.</summary>
    public JsonObject Details { get; init; } = [];

    /// <summary>The request was executed, so the answer is stored under its idempotency key.</summary>
    public bool IsExecuted { get; init; }

    public static StripeError Invalid(string? param, string message, string? code = null) =>
        new(400, "invalid_request_error", message) { Param = param, Code = code };

    public static StripeError Missing(string kind, string id, string param, int status = 404) =>
        new(status, "invalid_request_error", $"No such {kind}: '{id}'") { Param = param, Code = "resource_missing" };

    public static StripeError OfStatus(int status) => status switch
    {
        402 => new(402, "card_error", "Your card was declined.") { Code = "card_declined", IsExecuted = true },
        429 => new(429, "invalid_request_error", "Too many requests hit the API too quickly. We recommend an " +
            "exponential backoff of your requests.") { Code = "rate_limit" },
        < 500 => new(status, "invalid_request_error", "The request could not be completed.") { IsExecuted = true },
        _ => new(status, "api_error", "An unknown error occurred on our side.") { IsExecuted = true },
    };

    public JsonObject ToJson()
    {
        var error = new JsonObject { ["type"] = type, ["message"] = Message };
        if (Code is not null)
        {
            error["code"] = Code;
            error["doc_url"] = "https://stripe.com/docs/error-codes/" + Code.Replace('_', '-');
        }

        if (Param is not null)
            error["param"] = Param;
        foreach (var (name, value) in Details)
            error[name] = value?.DeepClone();
        return new JsonObject { ["error"] = error };
    }
}

/// <summary>The Authorization header: a Bearer key, or the key as the user of Basic (curl -u sk_test_…:).</summary>
internal static class SecretKey
{
    public static void Require(string? header, string expected)
    {
        var given = Given(header);
        if (string.IsNullOrEmpty(given))
            throw new StripeError(401, "invalid_request_error", "You did not provide an API key. You need to " +
                "provide your API key in the Authorization header, using Bearer auth (e.g. 'Authorization: Bearer " +
                "YOUR_SECRET_KEY'). See https://stripe.com/docs/api#authentication for details, or we can help at " +
                "https://support.stripe.com/.");
        if (given != expected)
            throw new StripeError(401, "invalid_request_error", $"Invalid API Key provided: {Masked(given)}");
    }

    private static string? Given(string? header)
    {
        if (header?.StartsWith("Bearer ", StringComparison.Ordinal) == true)
            return header["Bearer ".Length..].Trim();
        if (header?.StartsWith("Basic ", StringComparison.Ordinal) != true)
            return null;
        var bytes = new byte[header.Length];
        return Convert.TryFromBase64String(header["Basic ".Length..].Trim(), bytes, out var length)
            ? Encoding.UTF8.GetString(bytes, 0, length).Split(':')[0]
            : null;
    }

    private static string Masked(string key) =>
        key.Length <= 12 ? new string('*', key.Length) : $"{key[..8]}{new string('*', key.Length - 12)}{key[^4..]}";
}
