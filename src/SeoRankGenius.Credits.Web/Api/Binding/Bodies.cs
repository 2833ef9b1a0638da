using System.ComponentModel;
using System.ComponentModel.DataAnnotations;

namespace SeoRankGenius.Credits.Web.Api.Binding;

// The body of each route. The attributes describe it at /openapi/v1.json; the operations validate the values.

public sealed record ActivateBody(
    [property: Description("The license key of the owner's account.")] string LicenseKey,
    [property: Description(
        "The site's domain. Scheme, port, path, www. and a trailing dot are dropped, international names become "
        + "punycode. IP addresses, localhost and single words are refused.")]
    string Domain) : IBody<ActivateBody>
{
    public static ActivateBody Read(Fields fields) => new(fields.Text("licenseKey"), fields.Text("domain"));
}

public sealed record SpendBody(
    [property: Description("The code of a feature; GET /api/v1/features lists them.")] string Feature,
    [property: Description("Whole credits one action costs, within the feature's range."), Range(1, 15)] long Credits,
    [property: Description("How many such actions, all or none."), Range(1, 1_000)] long Quantity = 1,
    [property: Description("Your own words, such as a post's id; no control characters."), MaxLength(200)]
    string? Reference = null) : IBody<SpendBody>
{
    public static SpendBody Read(Fields fields) => new(
        fields.Text("feature"), fields.Whole("credits"), fields.Whole("quantity", otherwise: 1),
        fields.TextOrNone("reference"));
}

public sealed record HoldBody(
    [property: Description("The code of a feature; GET /api/v1/features lists them.")] string Feature,
    [property: Description("Whole credits for the whole run."), Range(1, 1_000_000)] long Credits,
    [property: Description("After so many seconds what was not captured returns by itself."), Range(60, 86_400)]
    long ExpiresInSeconds = 900,
    [property: Description("Your own words, such as a run's id; no control characters."), MaxLength(200)]
    string? Reference = null) : IBody<HoldBody>
{
    public static HoldBody Read(Fields fields) => new(
        fields.Text("feature"), fields.Whole("credits"), fields.Whole("expiresInSeconds", otherwise: 900),
        fields.TextOrNone("reference"));
}

public sealed record CaptureBody(
    [property: Description("Whole credits to keep, from 0 to all that is held; the rest returns."), Range(0, 1_000_000)]
    long Credits) : IBody<CaptureBody>
{
    public static CaptureBody Read(Fields fields) => new(fields.Whole("credits"));
}

public sealed record EstimateBody(
    [property: Description("The code of a feature; GET /api/v1/features lists them.")] string Feature,
    [property: Description("Pages of the run, an action each."), Range(1, 100_000)] long Pages) : IBody<EstimateBody>
{
    public static EstimateBody Read(Fields fields) => new(fields.Text("feature"), fields.Whole("pages"));
}
