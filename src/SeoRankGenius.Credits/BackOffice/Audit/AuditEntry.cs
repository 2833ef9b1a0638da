using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace SeoRankGenius.Credits.BackOffice.Audit;

/// <summary>
/// The content of an audit record. <see cref="Before"/> and <see cref="After"/> are small objects with the changed
/// values, such as <c>new { plan = "free" }</c>; never a key, a token or a password.
/// </summary>
/// <param name="Action">The action.</param>
/// <param name="Sentence">What happened and why, as text; cut after 500 characters.</param>
public sealed record AuditEntry(AuditAction Action, string Sentence)
{
    /// <summary>Stands in a sentence for the name of whom it is <see cref="About"/>.</summary>
    public const string Name = "{name}";

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        // Kept readable; pages encode it.
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        Converters = { new JsonStringEnumConverter() },
    };

    public Guid? LicenseId { get; init; }

    public Guid? SiteId { get; init; }

    public Guid? PurchaseId { get; init; }

    /// <summary>The account that the sentence is about, and its e-mail address; null for none.</summary>
    public (Guid UserId, string Email)? About { get; init; }

    public object? Before { get; init; }

    public object? After { get; init; }

    internal string? BeforeJson => Before is null ? null : JsonSerializer.Serialize(Before, Json);

    internal string? AfterJson => After is null ? null : JsonSerializer.Serialize(After, Json);
}
