using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace SeoRankGenius.Credits.BackOffice;

/// <summary>
/// The arithmetic of authenticator apps: six digits of an HMAC-SHA1 over the half minute (RFC 6238), as every app knows
/// it. Pure.
/// </summary>
public static class Authenticator
{
    /// <summary>Digits of a code.</summary>
    public const int Digits = 6;

    private const int KeyLength = 32, StepSeconds = 30, Modulus = 1_000_000;
    private const string Alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567", Issuer = "SEO Rank Genius";

    // A clock that goes wrong by half a minute, or a code typed at the last moment.
    private static readonly long[] Steps = [0, -1, 1];

    /// <summary>A new key: 160 random bits in base 32.</summary>
    public static string NewKey() => RandomNumberGenerator.GetString(Alphabet, KeyLength);

    /// <summary>Does it look like one of <see cref="NewKey"/>?</summary>
    public static bool IsKey(string? text) => text?.Length == KeyLength && text.All(Alphabet.Contains);

    /// <summary>
    /// The half minute that a code belongs to, at most one away from now; null when the code is wrong, or not of a half
    /// minute after <paramref name="used"/>: a code works once.
    /// </summary>
    public static long? Match(string key, string code, DateTimeOffset now, long used)
    {
        if (!IsKey(key) || code.Length != Digits)
            return null;
        var step = now.ToUnixTimeSeconds() / StepSeconds;
        foreach (var by in Steps)
            if (step + by > used && CryptographicOperations.FixedTimeEquals(
                Encoding.UTF8.GetBytes(code), Encoding.UTF8.GetBytes(Code(Bytes(key), step + by))))
                return step + by;
        return null;
    }

    /// <summary>The code that an app shows now.</summary>
    public static string CodeAt(string key, DateTimeOffset now) =>
        Code(Bytes(key), now.ToUnixTimeSeconds() / StepSeconds);

    /// <summary>What a picture or a link hands an app: key, whose it is, and for what.</summary>
    public static string Link(string key, string email) =>
        $"otpauth://totp/{Uri.EscapeDataString(Issuer)}:{Uri.EscapeDataString(email)}"
        + $"?secret={key}&issuer={Uri.EscapeDataString(Issuer)}";

    internal static string Code(ReadOnlySpan<byte> key, long step)
    {
        Span<byte> message = stackalloc byte[sizeof(long)];
        BinaryPrimitives.WriteInt64BigEndian(message, step);
        Span<byte> hash = stackalloc byte[HMACSHA1.HashSizeInBytes];
#pragma warning disable CA5350 // The standard's hash, and all that every app knows; an HMAC stands without collisions.
        HMACSHA1.HashData(key, message, hash);
#pragma warning restore CA5350
        var number = BinaryPrimitives.ReadInt32BigEndian(hash[(hash[^1] & 0xF)..]) & int.MaxValue;
        return (number % Modulus).ToString("D6", CultureInfo.InvariantCulture);
    }

    private static byte[] Bytes(string key)
    {
        var bytes = new byte[KeyLength * 5 / 8];
        for (var bit = 0; bit < bytes.Length * 8; bit++)
            if ((Alphabet.IndexOf(key[bit / 5], StringComparison.Ordinal) >> (4 - (bit % 5)) & 1) == 1)
                bytes[bit / 8] |= (byte)(0x80 >> (bit % 8));
        return bytes;
    }
}
