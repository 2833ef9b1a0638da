using System.Buffers;
using System.Globalization;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;

namespace Stripe.Infrastructure;

// The header is t=<unix seconds>,v1=<hex>[,v1=...]; any v1 may match, since a secret that is rolled over signs twice.
internal static class WebhookSignature
{
    private const int HexLength = HMACSHA256.HashSizeInBytes * 2;

    public static string Compute(string secret, string timestamp, string payload)
    {
        Span<char> hex = stackalloc char[HexLength];
        Compute(secret, timestamp, payload, hex);
        return hex.ToString();
    }

    public static void Validate(string json, string signatureHeader, string secret, long tolerance, long utcNow)
    {
        ReadOnlySpan<char> header = signatureHeader.Trim();
        var timestamp = ReadTimestamp(header);

        Span<char> expected = stackalloc char[HexLength];
        Compute(secret, timestamp, json, expected);
        if (!IsAmongSignatures(expected, header))
        {
            throw new StripeException(
                "The expected signature was not found in the Stripe-Signature header. Make sure you're using the "
                + "correct webhook secret (whsec_) and confirm the incoming request came from Stripe.");
        }

        var signedAt = int.Parse(timestamp, NumberStyles.Integer, CultureInfo.InvariantCulture);
        if (Math.Abs(utcNow - signedAt) > tolerance)
        {
            throw new StripeException(
                "The webhook cannot be processed because the current timestamp is outside of the allowed tolerance.");
        }
    }

    private static ReadOnlySpan<char> ReadTimestamp(ReadOnlySpan<char> header)
    {
        var timestamp = ReadOnlySpan<char>.Empty;
        foreach (var range in header.Split(','))
        {
            var item = header[range].Trim();
            if (!item.Contains('='))
                throw new StripeException("The signature header format is unexpected.");
            if (timestamp.IsEmpty && item.StartsWith("t="))
                timestamp = item[2..];
        }

        return timestamp;
    }

    private static bool IsAmongSignatures(ReadOnlySpan<char> expected, ReadOnlySpan<char> header)
    {
        var isFound = false;
        foreach (var range in header.Split(','))
        {
            var item = header[range].Trim();
            if (item.StartsWith("v1="))
                isFound |= CryptographicOperations.FixedTimeEquals(
                    MemoryMarshal.AsBytes(item[3..]), MemoryMarshal.AsBytes(expected));
        }

        return isFound;
    }

    // Key and message side by side in one rented buffer: a webhook is signed without a string or array of its own.
    private static void Compute(
        ReadOnlySpan<char> secret, ReadOnlySpan<char> timestamp, ReadOnlySpan<char> payload, Span<char> hex)
    {
        var utf8 = Encoding.UTF8;
        var size = utf8.GetMaxByteCount(secret.Length + timestamp.Length + 1 + payload.Length);
        var buffer = ArrayPool<byte>.Shared.Rent(size);
        try
        {
            var key = buffer.AsSpan(0, utf8.GetBytes(secret, buffer));
            var message = buffer.AsSpan(key.Length);
            var length = utf8.GetBytes(timestamp, message);
            message[length++] = (byte)'.';
            length += utf8.GetBytes(payload, message[length..]);

            Span<byte> hash = stackalloc byte[HMACSHA256.HashSizeInBytes];
            HMACSHA256.HashData(key, message[..length], hash);
            Convert.TryToHexStringLower(hash, hex, out _);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer, clearArray: true);
        }
    }
}
