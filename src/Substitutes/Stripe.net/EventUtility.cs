using System.Globalization;
using System.Text.Json;
using Stripe.Infrastructure;

namespace Stripe;

public static class EventUtility
{
    public const int DefaultTimeTolerance = 300;

    private const string ThinEvent = "v2.core.event";

    public static Event ConstructEvent(
        string json,
        string stripeSignatureHeader,
        string secret,
        long tolerance = DefaultTimeTolerance,
        bool throwOnApiVersionMismatch = true) =>
        ConstructEvent(json, stripeSignatureHeader, secret, tolerance, Now(), throwOnApiVersionMismatch);

    public static Event ConstructEvent(
        string json,
        string stripeSignatureHeader,
        string secret,
        long tolerance,
        long utcNow,
        bool throwOnApiVersionMismatch = true)
    {
        ValidateSignature(json, stripeSignatureHeader, secret, tolerance, utcNow);
        return ParseEvent(json, throwOnApiVersionMismatch);
    }

    public static Event ParseEvent(string json, bool throwOnApiVersionMismatch = true)
    {
        var stripeEvent = Read(json);
        if (throwOnApiVersionMismatch && !IsCompatibleApiVersion(stripeEvent.ApiVersion))
        {
            throw new StripeException(
                $"Received event with API version {stripeEvent.ApiVersion}, but Stripe.net "
                + $"{StripeConfiguration.StripeNetVersion} expects API version {StripeConfiguration.ApiVersion}. "
                + "Give the webhook endpoint that version, or pass throwOnApiVersionMismatch: false.");
        }

        return stripeEvent;
    }

    public static void ValidateSignature(
        string json, string stripeSignatureHeader, string secret, long tolerance = DefaultTimeTolerance) =>
        ValidateSignature(json, stripeSignatureHeader, secret, tolerance, Now());

    public static void ValidateSignature(
        string json, string stripeSignatureHeader, string secret, long tolerance, long utcNow) =>
        WebhookSignature.Validate(json, stripeSignatureHeader, secret, tolerance, utcNow);

    public static string ComputeSignature(string secret, string timestamp, string payload) =>
        WebhookSignature.Compute(secret, timestamp, payload);

    public static string GenerateSignatureHeader(string payload, string secret, long? timestamp = default)
    {
        var signedAt = (timestamp ?? Now()).ToString(CultureInfo.InvariantCulture);
        return $"t={signedAt},v1={ComputeSignature(secret, signedAt, payload)}";
    }

    public static bool IsCompatibleApiVersion(string eventApiVersion) =>
        IsCompatibleApiVersion(StripeConfiguration.ApiVersion, eventApiVersion);

    // Only the release train counts, the "dahlia" of 2026-07-29.dahlia; versions without one are older than trains.
    public static bool IsCompatibleApiVersion(string sdkApiVersion, string eventApiVersion)
    {
        var dot = eventApiVersion.IndexOf('.');
        return dot >= 0 && sdkApiVersion.EndsWith(eventApiVersion[dot..], StringComparison.Ordinal);
    }

    private static long Now() => DateTimeOffset.UtcNow.ToUnixTimeSeconds();

    private static Event Read(string json)
    {
        try
        {
            var stripeEvent = Event.FromJson(json);
            if (stripeEvent is null or { Object: ThinEvent })
                RefuseOtherKinds(json);

            return stripeEvent;
        }
        catch (JsonException)
        {
            RefuseOtherKinds(json);
            throw;
        }
    }

    // Like the original, tells JSON of another shape (InvalidOperationException, from TryGetProperty) and events of
    // API v2 from broken JSON. Parses a second time, but only what is refused anyway.
    private static void RefuseOtherKinds(string json)
    {
        using var document = JsonDocument.Parse(json);
        if (document.RootElement.TryGetProperty("object", out var kind) && kind.ValueEquals(ThinEvent))
            throw new ArgumentException("This is a thin event of API v2, not an event of API v1.", nameof(json));
    }
}
