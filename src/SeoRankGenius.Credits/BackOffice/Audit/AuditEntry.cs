using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace SeoRankGenius.Credits.BackOffice.Audit;

/// <summary>
/// What is written down of an admin's action. <see cref="Before"/> and <see cref="After"/> are small objects with the
/// values that changed, such as <c>new { plan = "free" }</c>; never a key, a token or a password.
/// </summary>
/// <param name="Action">What was done.</param>
/// <param name="Sentence">What happened and why, for people; up to 500 characters are kept.</param>
public sealed record AuditEntry(AuditAction Action, string Sentence)
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        // Read by people, shown encoded.
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        Converters = { new JsonStringEnumConverter() },
    };

    public Guid? LicenseId { get; init; }

    public Guid? SiteId { get; init; }

    public Guid? PurchaseId { get; init; }

    public object? Before { get; init; }

    public object? After { get; init; }

    internal string? BeforeJson => Before is null ? null : JsonSerializer.Serialize(Before, Json);

    internal string? AfterJson => After is null ? null : JsonSerializer.Serialize(After, Json);
}
