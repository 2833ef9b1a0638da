using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Filters;
using Microsoft.AspNetCore.Mvc.ModelBinding;
using Microsoft.AspNetCore.Mvc.ViewFeatures;

namespace SeoRankGenius.Credits.Web.Identity;

/// <summary>
/// Put it on the <c>PageModel</c> of a page of the back office that moves credits or changes rights:
/// <c>[FreshSignIn]</c> for all its POST handlers, <c>[FreshSignIn("Approve")]</c> for <c>OnPostApproveAsync</c> only.
/// An admin who was idle for 15 minutes is asked, in place of the handler, for a code of the authenticator app, or for
/// the password where there is no app. The question carries all fields that were posted, and its answer goes to the
/// very same address: then the handler runs with them, and the admin need not enter anything again.
/// </summary>
/// <param name="handlers">Names of POST handlers; none for all.</param>
[AttributeUsage(AttributeTargets.Class)]
public class RequireRecentSignInAttribute(params string[] handlers) : Attribute, IAsyncPageFilter
{
    /// <summary>The view that asks, by its path below <c>Pages/</c>.</summary>
    private const string View = "/Pages/Shared/_Reauthenticate.cshtml";

    public string[] Handlers { get; } = handlers;

    public Task OnPageHandlerSelectionAsync(PageHandlerSelectedContext context) => Task.CompletedTask;

    public async Task OnPageHandlerExecutionAsync(
        PageHandlerExecutingContext context, PageHandlerExecutionDelegate next)
    {
        var asking = context.HttpContext.RequestServices.GetRequiredService<Reauthentication>();
        if (!Concerns(context) || asking.IsFresh(context.HttpContext))
        {
            await next();
            return;
        }

        var question = await asking.AnswerAsync(context.HttpContext);
        if (question is null)
            await next();
        else
            context.Result = new ViewResult
            {
                ViewName = View,
                ViewData = new ViewDataDictionary<ReauthenticationPrompt>(
                    new EmptyModelMetadataProvider(), new ModelStateDictionary())
                {
                    Model = question,
                },
            };
    }

    private bool Concerns(PageHandlerExecutingContext context) =>
        HttpMethods.IsPost(context.HttpContext.Request.Method)
        && context.HandlerMethod is { } handler
        && (Handlers.Length == 0 || Handlers.Contains(handler.Name, StringComparer.OrdinalIgnoreCase));
}
