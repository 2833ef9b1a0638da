using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.Options;
using Microsoft.Net.Http.Headers;
using JsonOptions = Microsoft.AspNetCore.Http.Json.JsonOptions;

namespace SeoRankGenius.Credits.Web.Api;

/// <summary>What holds for every request of the API: identity, rate limit, headers, HEAD, a deadline.</summary>
internal static class ApiPipeline
{
    /// <summary>Headers of every response.</summary>
    public const string RequestId = "Request-Id", RateLimit = "RateLimit", RateLimitPolicy = "RateLimit-Policy";

    /// <summary>WordPress waits five seconds. An answer that takes longer than this becomes a 503.</summary>
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(2.5);

    /// <summary>Answers <c>HEAD</c> wherever the API answers <c>GET</c>. Before the routing.</summary>
    public static void UseApiHead(this WebApplication app) => app.Use((context, next) =>
    {
        // The server sends no body to a HEAD request, whatever is written.
        if (HttpMethods.IsHead(context.Request.Method)
            && (IsOfApi(context) || context.Request.Path.StartsWithSegments("/openapi")))
            context.Request.Method = HttpMethods.Get;
        return next(context);
    });

    public static void UseApi(this WebApplication app) => app.UseWhen(IsOfApi, api => api.Use(AdmitAsync));

    /// <summary>
    /// Sends the answer's <c>ETag</c>, and 304 without a body to a client whose <c>If-None-Match</c> names it.
    /// </summary>
    public static RouteHandlerBuilder WithETag(this RouteHandlerBuilder route) => route
        .WithMetadata(new HasETag())
        .AddEndpointFilter(async (invocation, next) =>
        {
            var answer = ((IValueHttpResult)(await next(invocation))!).Value!;
            var context = invocation.HttpContext;
            var json = context.RequestServices.GetRequiredService<IOptions<JsonOptions>>().Value.SerializerOptions;
            var body = JsonSerializer.SerializeToUtf8Bytes(answer, answer.GetType(), json);
            context.Response.Headers.CacheControl = "private, no-cache";
            return TypedResults.Bytes(
                body, "application/json; charset=utf-8",
                entityTag: new EntityTagHeaderValue($"\"{Convert.ToHexStringLower(SHA256.HashData(body)[..12])}\""));
        });

    private static bool IsOfApi(HttpContext context) => ApiErrors.IsOfApi(context.Request.Path);

    private static async Task AdmitAsync(HttpContext context, RequestDelegate next)
    {
        var services = context.RequestServices;
        var limits = services.GetRequiredService<RateLimits>();
        context.Response.OnStarting(() =>
        {
            var headers = context.Response.Headers;
            headers[RequestId] = context.TraceIdentifier;
            (headers[RateLimit], headers[RateLimitPolicy]) = limits.Headers(context);
            return Task.CompletedTask;
        });
        // A flood of invalid tokens does not reach the database. Sites of that network that called before do.
        if (limits.HasRoom(context)
            || services.GetRequiredService<SiteTokens>().IsKnown(SiteTokenScheme.TokenOf(context.Request)))
            await context.AuthenticateAsync(SiteTokenScheme.Name);
        if ((limits.Refuse(context) ?? await limits.RefuseActivationAsync(context)) is { } seconds)
        {
            context.Response.Headers.RetryAfter = seconds.ToString(CultureInfo.InvariantCulture);
            await ApiErrors.WriteAsync(
                context, ErrorTable.RateLimited,
                context.Features.Get<Caller>() is null
                    ? "Too many requests without a valid token from your network. Try again later."
                    : "This site calls too often. Wait, then send the same request again.");
            return;
        }

        await RunAsync(context, next);
    }

    private static async Task RunAsync(HttpContext context, RequestDelegate next)
    {
        var aborted = context.RequestAborted;
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(aborted);
        deadline.CancelAfter(Deadline);
        context.RequestAborted = deadline.Token;
        try
        {
            await next(context);
        }
        catch (OperationCanceledException canceled) when (deadline.IsCancellationRequested
            && !aborted.IsCancellationRequested)
        {
            throw new DependencyUnavailable("The database did not answer in time.", canceled)
            {
                IsOutcomeUnknown = true,
            };
        }
        finally
        {
            context.RequestAborted = aborted;
        }
    }
}

/// <summary>The route answers with an <c>ETag</c>.</summary>
internal sealed record HasETag;
