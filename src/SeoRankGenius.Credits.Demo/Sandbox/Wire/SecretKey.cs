using System.Text;

namespace SeoRankGenius.Credits.Demo.Sandbox.Wire;

/// <summary>The Authorization header: a Bearer key, or the key as the user of Basic (curl -u sk_test_…:).</summary>
internal static class SecretKey
{
    public static void Require(string? header, string expected)
    {
        var given = Given(header);
        if (string.IsNullOrEmpty(given))
            throw new StripeFailure(401, "invalid_request_error", "You did not provide an API key. You need to " +
                "provide your API key in the Authorization header, using Bearer auth (e.g. 'Authorization: Bearer " +
                "YOUR_SECRET_KEY'). See https://stripe.com/docs/api#authentication for details, or we can help at " +
                "https://support.stripe.com/.");
        if (given != expected)
            throw new StripeFailure(401, "invalid_request_error", $"Invalid API Key provided: {Masked(given)}");
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
