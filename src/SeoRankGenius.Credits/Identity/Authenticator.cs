using OtpNet;

namespace SeoRankGenius.Credits.Identity;

/// <summary>
/// Time-based one-time passwords of authenticator apps (RFC 6238): six digits, SHA-1, a step of 30 seconds. Pure.
/// </summary>
public static class Authenticator
{
    /// <summary>Digits of a code.</summary>
    public const int Digits = 6;

    private const int KeyBytes = 20;

    // Allows for a clock that is one step off, or a code entered late.
    private static readonly VerificationWindow Window = new(previous: 1, future: 1);

    /// <summary>A new key: 160 random bits in base 32.</summary>
    public static string NewKey() => Base32Encoding.ToString(KeyGeneration.GenerateRandomKey(KeyBytes));

    /// <summary>True for text in the format of <see cref="NewKey"/>.</summary>
    public static bool IsKey(string? text) =>
        text?.Length == KeyBytes * 8 / 5 && text.All(letter => letter is (>= 'A' and <= 'Z') or (>= '2' and <= '7'));

    /// <summary>
    /// The time step of a code, at most one from now. Null for a wrong code, and for a step that is not after
    /// <paramref name="used"/>: each code works once.
    /// </summary>
    public static long? Match(string key, string code, DateTimeOffset now, long used) =>
        IsKey(key) && Codes(key).VerifyTotp(now.UtcDateTime, code, out var step, Window) && step > used ? step : null;

    /// <summary>The current code.</summary>
    public static string CodeAt(string key, DateTimeOffset now) => Codes(key).ComputeTotp(now.UtcDateTime);

    /// <summary>The <c>otpauth:</c> link in the QR code: key, account and issuer.</summary>
    public static string Link(string key, string email) =>
        new OtpUri(OtpType.Totp, key, email, "SEO Rank Genius").ToString();

    private static Totp Codes(string key) => new(Base32Encoding.ToBytes(key), totpSize: Digits);
}
