using Microsoft.AspNetCore.Diagnostics;

namespace SeoRankGenius.Credits.Web.Hosting;

/// <summary>
/// Logs exceptions. Answers them with problem details below <c>/api</c>; elsewhere the page <c>/problem</c> does.
/// </summary>
public sealed class ErrorHandler(ILogger<ErrorHandler> log) : IExceptionHandler
{
    /// <summary>Seconds after which a caller may retry when a dependency is unavailable.</summary>
    public const string RetryAfterSeconds = "5";

    public async ValueTask<bool> TryHandleAsync(
        HttpContext httpContext, Exception exception, CancellationToken cancellationToken)
    {
        // A refusal is a regular response, and is not logged.
        if (exception is DependencyUnavailable)
            log.LogError(exception, "Dependency unavailable: {Reason}", exception.Message);
        else if (exception is not Refusal and not BadHttpRequestException)
            log.LogCritical(exception, "Broken invariant");
        if (exception is DependencyUnavailable)
            httpContext.Response.Headers.RetryAfter = RetryAfterSeconds;
        var path = new PathString(httpContext.Features.Get<IExceptionHandlerFeature>()!.Path);
        if (!ApiErrors.IsOfApi(path))
            return false;
        await ApiErrors.WriteAsync(httpContext, exception);
        return true;
    }
}

internal static class ErrorPages
{
    public static void AddErrorPages(this IServiceCollection services) => services.AddExceptionHandler<ErrorHandler>();

    /// <summary>
    /// Answers every exception and every error without a body: below <c>/api</c> with problem details, elsewhere with
    /// an error page.
    /// </summary>
    public static void UseErrorPages(this WebApplication app)
    {
        app.UseExceptionHandler(new ExceptionHandlerOptions
        {
            ExceptionHandlingPath = "/problem",
            StatusCodeSelector = thrown => ErrorTable.Of(thrown).Status,
            AllowStatusCode404Response = true,
            // A new service scope: in the old one, a failed service such as authentication would fail again.
            CreateScopeForErrors = true,
        });
        app.UseStatusCodePagesWithReExecute("/problem", "?status={0}");
        app.UseWhen(
            context => ApiErrors.IsOfApi(context.Request.Path),
            api => api.UseStatusCodePages(context => ApiErrors.WriteAsync(context.HttpContext)));
    }
}
