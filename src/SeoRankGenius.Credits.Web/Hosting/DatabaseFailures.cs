namespace SeoRankGenius.Credits.Web.Hosting;

/// <summary>
/// Reports a busy or unreachable database as <see cref="DependencyUnavailable"/> where a page or Identity reads it
/// without <see cref="Reader"/>.
/// </summary>
internal static class DatabaseFailures
{
    public static void UseDatabaseFailures(this WebApplication app) => app.Use(async (context, next) =>
    {
        try
        {
            await next(context);
        }
        catch (Exception exception) when (
            exception is not DependencyUnavailable and not OperationCanceledException && IsOutside(context, exception))
        {
            throw new DependencyUnavailable("The database is busy or away.", exception);
        }
    });

    private static bool IsOutside(HttpContext context, Exception exception) =>
        context.RequestServices.GetRequiredService<CreditsDb>().IsOutsideFault(exception);
}
