using System.Globalization;
using Microsoft.AspNetCore.Mvc;

namespace SeoRankGenius.Credits.Web.Api;

/// <summary>
/// Answers everything that goes wrong below <c>/api</c> with problem details (RFC 9457), never with a page.
/// </summary>
public sealed class ApiProblems(RequestDelegate next)
{
    private const int RetryAfterSeconds = 5;

    public Task InvokeAsync(HttpContext context) =>
        context.Request.Path.StartsWithSegments("/api") ? AnswerAsync(context) : next(context);

    /// <summary>Writes one problem. <paramref name="facts"/> stand beside its code.</summary>
    public static Task WriteAsync(
        HttpContext context, ApiProblem problem, string detail, IReadOnlyDictionary<string, object>? facts = null)
    {
        var body = new ProblemDetails
        {
            Type = problem.Type, Title = problem.Title, Status = problem.Status, Detail = detail,
            Extensions = { ["code"] = problem.Code },
        };
        foreach (var (name, value) in facts ?? new Dictionary<string, object>())
            body.Extensions[name] = value;
        return TypedResults.Problem(body).ExecuteAsync(context);
    }

    private async Task AnswerAsync(HttpContext context)
    {
        try
        {
            await next(context);
        }
        catch (Exception fault) when (!context.Response.HasStarted && !context.RequestAborted.IsCancellationRequested)
        {
            await WriteAsync(context, fault);
            return;
        }

        var response = context.Response;
        if (response is { StatusCode: >= 400, HasStarted: false, ContentLength: null, ContentType: null })
            await WriteAsync(context, ApiProblem.Of(response.StatusCode), DetailOf(context));
    }

    private static Task WriteAsync(HttpContext context, Exception fault)
    {
        switch (fault)
        {
            case Refusal refusal:
                if (refusal.Code == RefusalCode.InsufficientCredits && context.Features.Get<Caller>() is { } caller)
                    refusal.With("topUpUrl", caller.TopUpUrl(context));
                return WriteAsync(context, ApiProblem.Of(refusal.Code), refusal.Message, refusal.Facts);
            case ApiProblemException bad:
                return WriteAsync(context, bad.Problem, bad.Message);
            case BadHttpRequestException bad:
                return WriteAsync(context, ApiProblem.Of(bad.StatusCode), bad.Message);
            case DependencyUnavailable outside:
                context.Response.Headers.RetryAfter = RetryAfterSeconds.ToString(CultureInfo.InvariantCulture);
                return WriteAsync(
                    context, ApiProblem.Unavailable,
                    outside.Message + (outside.IsOutcomeUnknown ? "" : " Nothing was changed.")
                    + " Send the same request again, with the same key.");
            default:
                return WriteAsync(
                    context, ApiProblem.Internal, "We have noted the error. The same request may be sent again.",
                    new Dictionary<string, object> { ["reference"] = context.TraceIdentifier });
        }
    }

    private static string DetailOf(HttpContext context) => context.Response.StatusCode switch
    {
        StatusCodes.Status401Unauthorized when context.Request.Headers.Authorization.Count == 0 =>
            "Send the site's token: Authorization: Bearer srgt_…",
        StatusCodes.Status401Unauthorized =>
            "This is no site's token now. Activating the site again gives a new one, and ends the one before.",
        StatusCodes.Status404NotFound => "There is nothing at this address. /openapi/v1.json lists what there is.",
        StatusCodes.Status405MethodNotAllowed => $"It takes {context.Response.Headers.Allow}.",
        StatusCodes.Status415UnsupportedMediaType => "Send JSON, and say so: Content-Type: application/json",
        _ => "Nothing was changed.",
    };
}
