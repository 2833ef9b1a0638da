using Microsoft.AspNetCore.Http.Features;

namespace SeoRankGenius.Credits.Web.Api;

/// <summary>An invalid request, found before any operation runs.</summary>
public sealed class ApiProblemException(ErrorKind kind, string detail) : BadHttpRequestException(detail, kind.Status)
{
    public ErrorKind Kind { get; } = kind;
}

/// <summary>The API's errors as problem details (RFC 9457).</summary>
public static class ApiErrors
{
    public static bool IsOfApi(PathString path) => path.StartsWithSegments("/api");

    /// <summary>Writes one error. <paramref name="facts"/> are written beside its code.</summary>
    public static Task WriteAsync(
        HttpContext context, ErrorKind kind, string detail, IReadOnlyDictionary<string, object>? facts = null)
    {
        var body = new ProblemDetails
        {
            Type = kind.Type, Title = kind.Title, Status = kind.Status, Detail = detail,
            Extensions = { ["code"] = kind.Code },
        };
        foreach (var (name, value) in facts ?? new Dictionary<string, object>())
            body.Extensions[name] = value;
        // The request's duration is measured by code as well.
        context.Features.Get<IHttpMetricsTagsFeature>()?.Tags.Add(new("code", kind.Code));
        return TypedResults.Problem(body).ExecuteAsync(context);
    }

    /// <summary>Writes the error of a thrown exception.</summary>
    public static Task WriteAsync(HttpContext context, Exception thrown)
    {
        var kind = ErrorTable.Of(thrown);
        switch (thrown)
        {
            case Refusal refusal:
                if (refusal.Code is RefusalCode.InsufficientCredits && context.Features.Get<Caller>() is { } caller)
                    refusal.With("topUpUrl", caller.TopUpUrl(context));
                var url = context.RequestServices.GetRequiredService<PublicUrl>();
                if (refusal.Code is RefusalCode.PlanRequired or RefusalCode.SiteLimitReached)
                    refusal.With("upgradeUrl", url.To(context.Request, "/account/plans"));
                if (refusal.Code is RefusalCode.ConfirmationRequired)
                    refusal.With("confirmUrl", url.To(context.Request, "/account/sites#removed"));
                return WriteAsync(context, kind, refusal.Message, refusal.Facts);
            case ApiProblemException bad:
                return WriteAsync(context, kind, bad.Message);
            case BadHttpRequestException:
                return WriteAsync(context, kind, DetailOf(context, kind.Status));
            case DependencyUnavailable unavailable:
                return WriteAsync(
                    context, kind,
                    unavailable.Message + (unavailable.IsOutcomeUnknown ? "" : " Nothing was changed.")
                    + " Send the same request again, with the same key.");
            default:
                return WriteAsync(
                    context, kind, "The error is logged. Send the same request again.",
                    new Dictionary<string, object> { ["reference"] = context.TraceIdentifier });
        }
    }

    /// <summary>Writes the body of an error that has only a status.</summary>
    public static Task WriteAsync(HttpContext context) => WriteAsync(
        context, ErrorTable.Of(context.Response.StatusCode), DetailOf(context, context.Response.StatusCode));

    private static string DetailOf(HttpContext context, int status) => status switch
    {
        401 when context.Request.Headers.Authorization.Count == 0 =>
            "Send the site's token: Authorization: Bearer srgt_…",
        401 => "This token is not valid. Activate the site again for a new one.",
        404 => "This address does not exist. /openapi/v1.json lists the addresses.",
        405 => $"Allowed: {context.Response.Headers.Allow}.",
        408 => "The request did not arrive in time. Send it again.",
        413 => "A request may have at most 16 KB.",
        415 => "Send JSON with the header Content-Type: application/json.",
        _ => "The request cannot be read. Nothing was changed.",
    };
}
