using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using System.Text.Json.Serialization.Metadata;

namespace SeoRankGenius.Credits.Web.Api.Binding;

// The body of each route. The attributes describe it at /openapi/v1.json; the operations validate the values.

/// <summary>A body: a record of texts and whole numbers. Fields without a default are required.</summary>
public abstract record RequestBody;

public sealed record ActivateBody(
    [property: Description("The license key of the owner's account."), MaxLength(100)] string LicenseKey,
    [property: Description(
        "The site's domain. Scheme, port, path, www. and a trailing dot are removed; international names are "
        + "converted to punycode. Local names, private IPv4 addresses and staging hosts are test sites. Other IP "
        + "addresses and single words but localhost are refused."), MaxLength(2_000)]
    string Domain) : RequestBody;

public sealed record SpendBody(
    [property: Description("The code of a feature; GET /api/v1/features lists them.")] string Feature,
    [property: Description("Whole credits per action, within the feature's range."), Range(1, 15)] long Credits,
    [property: Description("Number of actions, all or none."), Range(1, 1_000)] long Quantity = 1,
    [property: Description("Your own text, such as a post's id; no control characters."), MaxLength(200)]
    string? Reference = null) : RequestBody;

public sealed record HoldBody(
    [property: Description("The code of a feature; GET /api/v1/features lists them.")] string Feature,
    [property: Description("Whole credits for the whole run."), Range(1, 1_000_000)] long Credits,
    [property: Description("Seconds until the credits return unless captured."), Range(60, 86_400)]
    long ExpiresInSeconds = 900,
    [property: Description("Your own text, such as a run's id; no control characters."), MaxLength(200)]
    string? Reference = null) : RequestBody;

public sealed record CaptureBody(
    [property: Description("Whole credits to charge, from 0 to all that is held; the rest returns."),
        Range(0, 1_000_000)]
    long Credits) : RequestBody;

public sealed record ExtendBody(
    [property: Description("Seconds from now until the credits return unless captured."), Range(60, 86_400)]
    long ExpiresInSeconds) : RequestBody;

public sealed record GiveBackBody(
    [property: Description("Whole credits to return; all that is left of the spend when missing or null."),
        Range(1, 15_000)]
    long? Credits = null) : RequestBody;

public sealed record EstimateBody(
    [property: Description("The code of a feature; GET /api/v1/features lists them.")] string Feature,
    [property: Description("Pages of the run, one action each."), Range(1, 100_000)] long Pages) : RequestBody;

/// <summary>The query of the transactions.</summary>
public sealed record TransactionQuery(
    [property: Description("Only of this feature, by its code."), FromQuery(Name = "feature")] string? Feature,
    [property: Description("Only with this reference, exactly."), FromQuery(Name = "reference")] string? Reference,
    [property: Description("Only from this time on (RFC 3339)."), FromQuery(Name = "since")] DateTimeOffset? Since,
    [property: Description("Only before this time (RFC 3339)."), FromQuery(Name = "until")] DateTimeOffset? Until,
    [property: Description("The most on a page, 1 to 200; 50 without."), FromQuery(Name = "limit")] int? Limit,
    [property: Description("next of the page before."), FromQuery(Name = "next")] string? Next);

internal static class BodyFields
{
    /// <summary>Whether a field has a default.</summary>
    public static bool IsOptional(this JsonPropertyInfo field) =>
        field.AssociatedParameter is { HasDefaultValue: true };
}
