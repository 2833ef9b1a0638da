using Microsoft.AspNetCore.Diagnostics;
using SeoRankGenius.Credits.Web.Api;

namespace SeoRankGenius.Credits.Web.Hosting;

/// <summary>
/// Logs what an operation threw, and answers it below <c>/api</c> with problem details; elsewhere the page
/// <c>/problem</c> does.
/// </summary>
public sealed class ErrorHandler(ILogger<ErrorHandler> log) : IExceptionHandler
{
    /// <summary>Seconds after which a caller may ask again when a dependency is unavailable.</summary>
    public const string RetryAfterSeconds = "5";

    public async ValueTask<bool> TryHandleAsync(
        HttpContext httpContext, Exception exception, CancellationToken cancellationToken)
    {
        // A refusal is an answer, and not logged.
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
    /// Answers every exception and every empty error answer: below <c>/api</c> with problem details, elsewhere with a
    /// page that says what to do.
    /// </summary>
    public static void UseErrorPages(this WebApplication app)
    {
        app.UseExceptionHandler(new ExceptionHandlerOptions
        {
            ExceptionHandlingPath = "/problem",
            StatusCodeSelector = thrown => ErrorTable.Of(thrown).Status,
            AllowStatusCode404Response = true,
            // Fresh services: what failed once, such as authentication, would return the same failure again.
            CreateScopeForErrors = true,
        });
        app.UseStatusCodePagesWithReExecute("/problem", "?status={0}");
        app.UseWhen(
            context => ApiErrors.IsOfApi(context.Request.Path),
            api => api.UseStatusCodePages(context => ApiErrors.WriteAsync(context.HttpContext)));
    }
}
