namespace SeoRankGenius.Credits.Data.Configurations;

/// <summary>Lengths of text columns, in characters.</summary>
internal static class Lengths
{
    /// <summary>Stripe's ids and idempotency keys.</summary>
    public const int Id = 255;

    /// <summary>Codes of plans, packs, features and reasons.</summary>
    public const int Code = 40;

    /// <summary>A SHA-256 hash in hexadecimal digits.</summary>
    public const int Hash = 64;

    public const int Name = 256;

    public const int Sentence = 500;

    /// <summary>ISO 4217.</summary>
    public const int Currency = 3;
}
