using Microsoft.AspNetCore.Mvc.Filters;

namespace SeoRankGenius.Credits.Web.Pages;

/// <summary>
/// Responds with 405 to a method without a handler; the page would otherwise render without its data. The error page
/// renders for every method.
/// </summary>
public sealed class OnlyHandledMethods : IPageFilter
{
    public void OnPageHandlerSelected(PageHandlerSelectedContext context)
    {
    }

    public void OnPageHandlerExecuting(PageHandlerExecutingContext context)
    {
        if (context.HandlerMethod is null && context.HandlerInstance is not ProblemModel)
            context.Result = new StatusCodeResult(StatusCodes.Status405MethodNotAllowed);
    }

    public void OnPageHandlerExecuted(PageHandlerExecutedContext context)
    {
    }
}
